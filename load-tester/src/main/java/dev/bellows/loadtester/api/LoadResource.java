package dev.bellows.loadtester.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;

/// Starts load.
@Path("/load")
@Produces(MediaType.APPLICATION_JSON)
final class LoadResource {

  private final Runs runs;
  private final RunRequestReader reader;
  private final ObjectMapper json;

  LoadResource(Runs runs, RunRequestReader reader, ObjectMapper json) {
    this.runs = runs;
    this.reader = reader;
    this.json = json;
  }

  @GET
  public Response start(@Context UriInfo uri) {
    return start(Parameters.ofQuery(uri.getQueryParameters()));
  }

  /// Without this method a HEAD request would count as a GET and start load.
  @HEAD
  public Response head() {
    throw ProblemException.notAllowed("HEAD starts nothing; use GET or POST.");
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response start(@Context UriInfo uri, String body) {
    return start(Parameters.ofQuery(uri.getQueryParameters()).withBody(body, json));
  }

  private Response start(Parameters parameters) {
    Run run = runs.start(reader.read(parameters, Instant.now()));
    return Response.accepted(run.view()).location(URI.create("/runs/" + run.id())).build();
  }
}
