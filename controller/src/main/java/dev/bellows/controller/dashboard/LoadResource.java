package dev.bellows.controller.dashboard;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Starts load by the short path that the load tester has, too.
@Path("/load")
final class LoadResource {
  private final LoadGateway gateway;

  LoadResource(LoadGateway gateway) {
    this.gateway = gateway;
  }

  @GET
  @StartsLoad
  public Uni<Response> load(@Context HttpServerRequest request) {
    return gateway.pass("GET", "/load", request);
  }

  @POST
  public Uni<Response> load(
      @Context HttpServerRequest request,
      @HeaderParam("Content-Type") @Nullable String type,
      byte @Nullable [] body) {
    return gateway.pass("POST", "/load", request, type, body);
  }
}
