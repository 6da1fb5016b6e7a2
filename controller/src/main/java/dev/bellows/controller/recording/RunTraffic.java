package dev.bellows.controller.recording;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.EventSink;
import dev.bellows.controller.history.Mark;
import dev.bellows.controller.history.Marks;
import dev.bellows.controller.history.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What all runs send, answer and lose in one second, from what the load testers tell of each run
/// since its start. One thread at a time.
final class RunTraffic {
  /// A run first seen this young has done all that it did since its start in the last seconds.
  private static final double YOUNG_SECONDS = 3;

  /// Far more than are ever listed at once.
  private static final int MOST_KNOWN = 1_000;

  private final Marks marks;
  private final EventSink events;

  /// The runs whose beginning, and whose end, are no news any more: those of a tester that gave no
  /// answer for a while come back as if they were new.
  private final Set<String> begun = latestOnly();

  private final Set<String> ended = latestOnly();
  private Map<String, Seen> seen = new HashMap<>();
  private boolean first = true;

  RunTraffic(Marks marks, EventSink events) {
    this.marks = marks;
    this.events = events;
  }

  record Second(Point.Traffic traffic, List<Offer> offers) {}

  /// A run when it was last looked at, and what it did in the second before that.
  private record Seen(boolean running, JsonNode run, Rates rates) {}

  private record Rates(double answered, double failed, double dropped) {
    private static final Rates NONE = new Rates(0, 0, 0);
  }

  Second next(List<JsonNode> runs, Instant now) {
    Map<String, Seen> next = new HashMap<>();
    List<Offer> offers = new ArrayList<>();
    double target = 0;
    double achieved = 0;
    double answered = 0;
    double failed = 0;
    double dropped = 0;
    Optional<Point.Latency> latency = Optional.empty();
    for (JsonNode run : runs) {
      String id = run.path("id").asText();
      Optional<Seen> before = Optional.ofNullable(seen.get(id));
      boolean running = run.path("state").asText().equals("RUNNING");
      boolean wasRunning = before.map(Seen::running).orElse(running);
      Rates rates = running || wasRunning ? rates(run, before) : Rates.NONE;
      next.put(id, new Seen(running, run, rates));
      tell(id, run, before, running, now);
      if (running) {
        target += run.path("targetRate").asDouble();
        achieved += run.path("achievedRate").asDouble();
        offers.add(new Offer(run.path("targetRate").asDouble(), run.path("cpuMillis").asDouble()));
      }
      answered += rates.answered();
      failed += rates.failed();
      dropped += rates.dropped();
      if (rates.answered() > 0) {
        latency = worse(latency, run.path("second").path("corrected"));
      }
    }
    seen = next;
    first = false;
    return new Second(
        new Point.Traffic(target, achieved, answered, failed, dropped, latency), offers);
  }

  private static Rates rates(JsonNode run, Optional<Seen> before) {
    double elapsed = run.path("elapsedSeconds").asDouble();
    if (before.isEmpty()) {
      return elapsed > 0 && elapsed <= YOUNG_SECONDS
          ? new Rates(
              run.path("answered").asDouble() / elapsed,
              run.path("failed").asDouble() / elapsed,
              run.path("dropped").asDouble() / elapsed)
          : Rates.NONE;
    }
    JsonNode last = before.get().run();
    double passed = elapsed - last.path("elapsedSeconds").asDouble();
    if (passed <= 0) {
      // The tester has not told anything since: what was true still is.
      return run.path("state").asText().equals("RUNNING") ? before.get().rates() : Rates.NONE;
    }
    return new Rates(
        increase(run, last, "answered") / passed,
        increase(run, last, "failed") / passed,
        increase(run, last, "dropped") / passed);
  }

  private static double increase(JsonNode run, JsonNode last, String field) {
    return Math.max(0, run.path(field).asDouble() - last.path(field).asDouble());
  }

  /// Percentiles of several runs cannot be added, so the worse of them counts.
  private static Optional<Point.Latency> worse(Optional<Point.Latency> one, JsonNode summary) {
    Point.Latency other =
        new Point.Latency(
            summary.path("p50").asDouble(),
            summary.path("p95").asDouble(),
            summary.path("p99").asDouble());
    return Optional.of(
        one.map(latency ->
                new Point.Latency(
                    Math.max(latency.p50(), other.p50()),
                    Math.max(latency.p95(), other.p95()),
                    Math.max(latency.p99(), other.p99())))
            .orElse(other));
  }

  private void tell(String id, JsonNode run, Optional<Seen> before, boolean running, Instant now) {
    if (running && begun.add(id)) {
      tellStart("run/" + id, run, Instant.parse(run.path("startedAt").asText(now.toString())));
    }
    if (!running && ended.add(id) && before.map(Seen::running).orElse(!first)) {
      tellEnd("run/" + id, run, now);
    }
  }

  private static Set<String> latestOnly() {
    return Collections.newSetFromMap(
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
          }
        });
  }

  private void tellStart(String object, JsonNode run, Instant at) {
    String profile = run.path("profile").asText("");
    String text =
        String.format(
            Locale.ROOT,
            "%s%s load, intensity %.0f %%, %.1f requests/s",
            profile.isEmpty() ? "" : profile + ": ",
            run.path("shape").asText("constant"),
            run.path("intensity").asDouble(),
            run.path("targetRate").asDouble());
    marks.add(at, Mark.Kind.RUN_STARTED, object, text);
    if (profile.equals("chaos")) {
      marks.add(at, Mark.Kind.CHAOS, object, text);
    }
    events.record(new ClusterEvent(at, "Normal", "LoadStarted", object, text));
  }

  private void tellEnd(String object, JsonNode run, Instant at) {
    String state = run.path("state").asText();
    String because = run.path("invalidBecause").asText("");
    String text =
        String.format(
            Locale.ROOT,
            "%s: %d answered, %d failed, %d dropped%s",
            state,
            run.path("answered").asLong(),
            run.path("failed").asLong(),
            run.path("dropped").asLong(),
            because.isEmpty() ? "" : "; " + because);
    marks.add(at, Mark.Kind.RUN_ENDED, object, text);
    String type = state.equals("INVALID") ? "Warning" : "Normal";
    events.record(new ClusterEvent(at, type, "LoadEnded", object, text));
  }
}
