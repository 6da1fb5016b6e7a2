package dev.bellows.demoapp.lifecycle;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The readiness switch: `DELETE /readiness` takes the pod out of its Service, `PUT` puts it back.
/// Requests that still arrive are served.
@Path("/readiness")
@NonBlocking
final class ReadinessResource {

  private final Readiness readiness;

  ReadinessResource(Readiness readiness) {
    this.readiness = readiness;
  }

  @GET
  @Operation(summary = "Whether the pod wants requests, and why not")
  public ReadinessState state() {
    return readiness.state();
  }

  @PUT
  @Operation(summary = "Makes the pod ready again")
  public ReadinessState enable() {
    readiness.turn(true);
    return readiness.state();
  }

  @DELETE
  @Operation(summary = "Makes the pod unready; requests that still arrive are served")
  public ReadinessState disable() {
    readiness.turn(false);
    return readiness.state();
  }
}
