package dev.bellows.controller.dashboard;

import dev.bellows.controller.load.LoadTesters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Load and its runs.
@Path("/api/load")
final class RunsResource {
  private final LoadGateway gateway;
  private final LoadTesters testers;

  RunsResource(LoadGateway gateway, LoadTesters testers) {
    this.gateway = gateway;
    this.testers = testers;
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

  @GET
  @Path("/runs")
  public Uni<Response> runs(@Context HttpServerRequest request) {
    return gateway.pass("GET", "/runs", request);
  }

  @DELETE
  @Path("/runs")
  public Uni<Response> stopAll(@Context HttpServerRequest request) {
    return gateway.pass("DELETE", "/runs", request);
  }

  @GET
  @Path("/runs/{id}")
  public Uni<Response> run(@PathParam("id") String id, @Context HttpServerRequest request) {
    return gateway.pass("GET", path(id), request);
  }

  @DELETE
  @Path("/runs/{id}")
  public Uni<Response> stop(@PathParam("id") String id, @Context HttpServerRequest request) {
    return gateway.pass("DELETE", path(id), request);
  }

  @PATCH
  @Path("/runs/{id}")
  public Uni<Response> change(
      @PathParam("id") String id,
      @Context HttpServerRequest request,
      @HeaderParam("Content-Type") @Nullable String type,
      byte @Nullable [] body) {
    return gateway.pass("PATCH", path(id), request, type, body);
  }

  @GET
  @Path("/runs/{id}/histogram")
  public Uni<Response> histogram(@PathParam("id") String id, @Context HttpServerRequest request) {
    return gateway.pass("GET", path(id) + "/histogram", request);
  }

  @GET
  @Path("/runs/{id}/seconds")
  public Uni<Response> seconds(@PathParam("id") String id, @Context HttpServerRequest request) {
    return gateway.pass("GET", path(id) + "/seconds", request);
  }

  @GET
  @OfKnownRun
  @Path("/runs/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<String> events(@PathParam("id") String id) {
    return testers.events(path(id) + "/events");
  }

  static String path(String id) {
    return "/runs/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
