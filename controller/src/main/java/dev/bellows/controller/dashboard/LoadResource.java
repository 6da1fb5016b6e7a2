package dev.bellows.controller.dashboard;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/// Starts load by the short path that the load tester has, too.
@Path("/load")
final class LoadResource {
  private final LoadGateway gateway;

  LoadResource(LoadGateway gateway) {
    this.gateway = gateway;
  }

  @GET
  public Uni<Response> load(@Context UriInfo uri) {
    return gateway.pass("GET", "/load", uri);
  }

  @POST
  public Uni<Response> load(
      @Context UriInfo uri,
      @HeaderParam("Content-Type") @Nullable String type,
      byte @Nullable [] body) {
    return gateway.pass("POST", "/load", uri, type, body);
  }
}
