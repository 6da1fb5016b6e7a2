package dev.bellows.demoapp.faults;

import dev.bellows.demoapp.ProblemException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// `/faults`: what goes wrong, switched while the pod runs.
@Path("/faults")
@NonBlocking
final class FaultsResource {

  private final Faults faults;

  FaultsResource(Faults faults) {
    this.faults = faults;
  }

  @GET
  @Operation(summary = "The faults in force")
  public FaultSettings faults() {
    return faults.settings();
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replaces the faults: delay, error rate, freeze")
  public FaultSettings replace(@Nullable FaultSettings settings) {
    if (settings == null) {
      throw ProblemException.invalid(
          "body",
          "the body must be JSON such as {\"delayMillis\":100,\"errorRate\":0.1,\"freeze\":false},"
              + " but was empty");
    }
    return faults.apply(settings.checked());
  }

  @DELETE
  @Operation(summary = "Ends all faults and lets frozen requests go on")
  public FaultSettings end() {
    return faults.apply(FaultSettings.NONE);
  }
}
