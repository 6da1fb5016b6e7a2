package dev.bellows.loadtester.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestStreamElementType;

/// Runs: what they are doing, and an end to them.
@Path("/runs")
@Produces(MediaType.APPLICATION_JSON)
final class RunsResource {

  private final Runs runs;
  private final LoadConfig config;
  private final RunRequestReader reader;
  private final ObjectMapper json;

  RunsResource(Runs runs, LoadConfig config, RunRequestReader reader, ObjectMapper json) {
    this.runs = runs;
    this.config = config;
    this.reader = reader;
    this.json = json;
  }

  @GET
  public List<RunView> all() {
    return views(runs.all());
  }

  @GET
  @Path("/{id}")
  public RunView one(@RestPath String id) {
    return runs.find(id).view();
  }

  /// Stops every run; answers with those that it stopped.
  @DELETE
  public List<RunView> stopAll() {
    return views(runs.stopAll());
  }

  /// Stops the run; one that has ended stays as it is.
  @DELETE
  @Path("/{id}")
  public RunView stop(@RestPath String id) {
    Run run = runs.find(id);
    run.stop();
    return run.view();
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  public RunView change(@RestPath String id, @Context UriInfo uri, String body) {
    Run run = runs.find(id);
    Parameters given = Parameters.ofQuery(uri.getQueryParameters()).withBody(body, json);
    given.refuseUnknown(Set.of("intensity", "at"));
    double percent =
        reader
            .intensity(given)
            .orElseThrow(() -> ProblemException.parameter("intensity", "must be given"));
    double busiest = run.busiestSecondAt(percent);
    if (busiest > config.maxRate() * run.slice().count()) {
      throw ProblemException.parameter("intensity", reader.tooMuch(busiest, run.slice()));
    }
    run.changeIntensity(percent, Moment.read(given, "at", Instant.now()));
    return run.view();
  }

  @GET
  @Path("/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  public Multi<RunView> events(@RestPath String id) {
    return runs.find(id).events();
  }

  /// Renews the lease of a run that has one; it counts from now on again.
  @PUT
  @Path("/{id}/lease")
  public RunView renew(@RestPath String id) {
    Run run = runs.find(id);
    run.renew();
    return run.view();
  }

  /// The same for those who cannot PUT.
  @POST
  @Path("/{id}/lease")
  public RunView renewByPost(@RestPath String id) {
    return renew(id);
  }

  /// A part of a fleet's run second by second, without loss. `from` is the number of the first
  /// second that is wanted.
  @GET
  @Path("/{id}/intervals")
  public IntervalsView intervals(@RestPath String id, @Context UriInfo uri) {
    Parameters given = Parameters.ofQuery(uri.getQueryParameters());
    given.refuseUnknown(Set.of("from"));
    long from = given.whole("from", 0, Integer.MAX_VALUE).orElse(0L);
    return runs.find(id).intervals((int) from);
  }

  /// The run in the HdrHistogram log format.
  @GET
  @Path("/{id}/histogram")
  @Produces(MediaType.TEXT_PLAIN)
  public String histogram(@RestPath String id) {
    return runs.find(id).histogramLog().orElseThrow(() -> forgotten(id));
  }

  /// The run as CSV, one row per second.
  @GET
  @Path("/{id}/seconds")
  @Produces("text/csv")
  public String seconds(@RestPath String id) {
    return runs.find(id).table().orElseThrow(() -> forgotten(id));
  }

  private ProblemException forgotten(String id) {
    return ProblemException.conflict(
        "The seconds of run %s are no longer kept; those of the last %d ended runs are."
            .formatted(id, config.keepSeconds()));
  }

  private static List<RunView> views(List<Run> some) {
    return some.stream().map(Run::view).toList();
  }
}
