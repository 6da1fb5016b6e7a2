package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.trial.Schedules;
import dev.bellows.controller.trial.TrialFileException;
import dev.bellows.controller.trial.TrialSchema;
import dev.bellows.controller.trial.Trials;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Trials: start one, watch it, read what came of it.
@Path("/api/trials")
@Produces(MediaType.APPLICATION_JSON)
final class TrialsResource {
  private static final int MOST = 10_000;
  private static final int MOST_REPETITIONS = 20;

  private final Trials trials;
  private final Schedules schedules;
  private final ObjectMapper json;

  TrialsResource(Trials trials, Schedules schedules, ObjectMapper json) {
    this.trials = trials;
    this.schedules = schedules;
    this.json = json;
  }

  /// Trials, newest first.
  @GET
  public List<Map<String, Object>> list(@QueryParam("limit") @DefaultValue("1000") String limit) {
    return trials.list(whole("limit", limit, MOST));
  }

  /// Trials that come back: those whose file has a `cron`.
  @GET
  @Path("/schedules")
  public List<Map<String, Object>> schedules() {
    return schedules.list();
  }

  @POST
  @Path("/schedules")
  public Response schedule(byte @Nullable [] body) {
    try {
      return schedules
          .add(text(body))
          .map(added -> Response.status(201).entity(added).build())
          .orElseThrow(() ->
              ProblemException.invalid(
                  "cron", "A trial that is to come back needs a cron such as '0 3 * * *'."));
    } catch (TrialFileException flaw) {
      throw refused(flaw);
    }
  }

  @DELETE
  @Path("/schedules/{name}")
  public Response unschedule(@PathParam("name") String name) {
    if (!schedules.remove(name)) {
      throw ProblemException.unknown("No trial %s is scheduled.".formatted(name));
    }
    return Response.noContent().build();
  }

  @GET
  @Path("/schema")
  public String schema() {
    return TrialSchema.text();
  }

  /// Takes on a trial; the body is the trial file, YAML or JSON.
  @POST
  public Response start(byte @Nullable [] body, @QueryParam("repeat") @Nullable String repeat) {
    Optional<Integer> times =
        Optional.ofNullable(repeat).map(text -> whole("repeat", text, MOST_REPETITIONS));
    try {
      Map<String, Object> trial = trials.submit(text(body), times);
      return Response.accepted(trial).header("Location", "/api/trials/" + trial.get("id")).build();
    } catch (TrialFileException flaw) {
      throw refused(flaw);
    } catch (IllegalStateException full) {
      throw ProblemException.conflict(String.valueOf(full.getMessage()));
    }
  }

  @GET
  @Path("/{id}")
  public Map<String, Object> trial(@PathParam("id") String id) {
    return trials.find(id).orElseThrow(() -> unknown(id));
  }

  /// How far it is, every second until it is done.
  @GET
  @Path("/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<String> events(@PathParam("id") String id) {
    if (trials.progress(id).isEmpty()) {
      throw unknown(id);
    }
    return Multi.createFrom()
        .ticks()
        .every(Duration.ofSeconds(1))
        .onOverflow()
        .drop()
        .map(tick -> trials.progress(id).orElse(Map.of("state", "DONE")))
        .select()
        .first(new UntilDone()::wants)
        .map(this::text);
  }

  /// Lets the one that says it is done pass, too.
  private static final class UntilDone {
    private boolean done;

    private boolean wants(Map<String, Object> progress) {
      boolean wanted = !done;
      done = "DONE".equals(progress.get("state"));
      return wanted;
    }
  }

  @DELETE
  @Path("/{id}")
  public Map<String, Object> stop(@PathParam("id") String id) {
    Map<String, Object> trial = trials.find(id).orElseThrow(() -> unknown(id));
    if (!trials.stop(id)) {
      throw ProblemException.conflict("Trial %s has ended already.".formatted(id));
    }
    return trial;
  }

  private static String text(byte @Nullable [] body) {
    return body == null ? "" : new String(body, StandardCharsets.UTF_8);
  }

  private static ProblemException refused(TrialFileException flaw) {
    return ProblemException.invalid(
        flaw.path().isEmpty() ? "body" : flaw.path(), String.valueOf(flaw.getMessage()));
  }

  private String text(Map<String, Object> document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a trial cannot be written as JSON", e);
    }
  }

  private static ProblemException unknown(String id) {
    return ProblemException.unknown("There is no trial %s.".formatted(id));
  }

  private static int whole(String name, String text, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the sentence that gives the range.
    }
    throw ProblemException.invalid(
        name, "%s must be a whole number from 1 to %d, but was '%s'.".formatted(name, most, text));
  }
}
