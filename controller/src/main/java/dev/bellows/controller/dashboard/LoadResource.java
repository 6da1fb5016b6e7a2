package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.load.LoadTesters;
import dev.bellows.controller.load.TesterAnswer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Load, asked for here and done by the load tester: its answers are passed on as they are, problem
/// documents included; only links are made to lead through this service.
@Path("/")
final class LoadResource {
  private final LoadTesters testers;
  private final ObjectMapper json;

  LoadResource(LoadTesters testers, ObjectMapper json) {
    this.testers = testers;
    this.json = json;
  }

  @GET
  @Path("{prefix: (api/)?}load")
  public Uni<Response> load(@Context UriInfo uri) {
    return pass("GET", "/load", uri, null, new byte[0]);
  }

  @POST
  @Path("{prefix: (api/)?}load")
  public Uni<Response> postLoad(
      @Context UriInfo uri, @HeaderParam("Content-Type") @Nullable String type, byte[] body) {
    return pass("POST", "/load", uri, type, body);
  }

  @GET
  @Path("api/load/runs")
  public Uni<Response> runs(@Context UriInfo uri) {
    return pass("GET", "/runs", uri, null, new byte[0]);
  }

  @DELETE
  @Path("api/load/runs")
  public Uni<Response> stopAll(@Context UriInfo uri) {
    return pass("DELETE", "/runs", uri, null, new byte[0]);
  }

  @GET
  @Path("api/load/runs/{id}")
  public Uni<Response> run(@PathParam("id") String id, @Context UriInfo uri) {
    return pass("GET", path(id), uri, null, new byte[0]);
  }

  @DELETE
  @Path("api/load/runs/{id}")
  public Uni<Response> stop(@PathParam("id") String id, @Context UriInfo uri) {
    return pass("DELETE", path(id), uri, null, new byte[0]);
  }

  @PATCH
  @Path("api/load/runs/{id}")
  public Uni<Response> change(
      @PathParam("id") String id,
      @Context UriInfo uri,
      @HeaderParam("Content-Type") @Nullable String type,
      byte[] body) {
    return pass("PATCH", path(id), uri, type, body);
  }

  @GET
  @Path("api/load/runs/{id}/histogram")
  public Uni<Response> histogram(@PathParam("id") String id, @Context UriInfo uri) {
    return pass("GET", path(id) + "/histogram", uri, null, new byte[0]);
  }

  @GET
  @Path("api/load/runs/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<String> events(@PathParam("id") String id) {
    return testers.events(path(id) + "/events");
  }

  private static String path(String id) {
    return "/runs/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private Uni<Response> pass(
      String method, String path, UriInfo uri, @Nullable String type, byte[] body) {
    String query = uri.getRequestUri().getRawQuery();
    return testers
        .send(
            method,
            query == null ? path : path + "?" + query,
            type == null ? MediaType.APPLICATION_JSON : type,
            body)
        .map(this::response);
  }

  private Response response(TesterAnswer answer) {
    Response.ResponseBuilder response =
        Response.status(answer.status()).type(answer.contentType()).entity(body(answer));
    answer
        .location()
        .ifPresent(location -> response.header("Location", RunLinks.throughUs(location)));
    return response.build();
  }

  private byte[] body(TesterAnswer answer) {
    if (!answer.contentType().startsWith(MediaType.APPLICATION_JSON)) {
      return answer.body();
    }
    try {
      return json.writeValueAsBytes(RunLinks.throughUs(json.readTree(answer.body())));
    } catch (IOException notJson) {
      return answer.body();
    }
  }
}
