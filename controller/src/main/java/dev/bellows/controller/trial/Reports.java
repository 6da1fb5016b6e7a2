package dev.bellows.controller.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.bellows.controller.cluster.PodSize;
import dev.bellows.controller.history.History;
import dev.bellows.controller.history.Journal;
import dev.bellows.controller.history.Point;
import dev.bellows.controller.history.SeriesText;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.core.scaling.Decision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reports of trials, and of any stretch of time without one.
public final class Reports {
  private static final int MOST_STEPS = 3_600;
  private static final int MOST_EARLIER = 5;

  private final Trials trials;
  private final History history;
  private final LiveAutoscaler autoscaler;
  private final PodSize podSize;
  private final Journal<Decision> decisions;
  private final ObjectMapper json;
  private final Clock clock;

  public Reports(
      Trials trials,
      History history,
      LiveAutoscaler autoscaler,
      PodSize podSize,
      Journal<Decision> decisions,
      ObjectMapper json,
      Clock clock) {
    this.trials = trials;
    this.history = history;
    this.autoscaler = autoscaler;
    this.podSize = podSize;
    this.decisions = decisions;
    this.json = json;
    this.clock = clock;
  }

  /// What happened, in the forms that people and programs read.
  public interface Report {
    String json();

    String junit();

    /// One row per second.
    String csv();
  }

  /// The report of a trial; of the repetition that its verdict is from, where it has several.
  public Optional<Report> ofTrial(String id) {
    return trials
        .find(id)
        .map(trial -> {
          int judged = trial.get("judged") instanceof Number number ? number.intValue() : 1;
          return report(trial, trials.series(id, judged));
        });
  }

  /// The report of a time; empty where nothing was recorded.
  public Optional<Report> ofTime(Instant from, Instant to) {
    List<Point> points = history.between(from.getEpochSecond(), to.getEpochSecond());
    if (points.isEmpty()) {
      return Optional.empty();
    }
    Evidence evidence =
        new Evidence(
            points,
            decisions(points.getFirst().second() * 1_000, to.toEpochMilli()),
            Optional.empty(),
            OptionalDouble.empty(),
            0,
            autoscaler.inForce().maxReplicas());
    Scoring.Result result =
        Scoring.score(
            evidence,
            Goals.usual(0),
            autoscaler.inForce(),
            podSize.requestsMilli(),
            Optional.empty());
    Map<String, Object> document =
        new LinkedHashMap<>(
            Repetition.document(
                1, from.getEpochSecond(), to.getEpochSecond(), "", evidence, result));
    document.put("name", "The bench from %s to %s".formatted(from, to));
    document.put("startedAt", Instant.ofEpochSecond(points.getFirst().second()).toString());
    document.put("endedAt", Instant.ofEpochSecond(points.getLast().second()).toString());
    document.put("hpa", autoscaler.inForce().spec());
    return Optional.of(report(document, points));
  }

  /// Those of an earlier controller, and those that the journal has forgotten, are on disk.
  private List<Decision> decisions(long fromMillis, long toMillis) {
    List<Decision> made = decisions.since(null);
    if (history.archive().isPresent()
        && (made.isEmpty() || made.getFirst().atMillis() > fromMillis)) {
      List<Decision> recorded = new ArrayList<>();
      try {
        history
            .archive()
            .get()
            .readDecisions(
                fromMillis / 1_000,
                toMillis / 1_000,
                line -> RecordedDecision.of(line, json).ifPresent(recorded::add));
      } catch (IOException e) {
        throw new UncheckedIOException("the decisions cannot be read", e);
      }
      made = recorded;
    }
    return made.stream()
        .filter(decision -> decision.atMillis() >= fromMillis && decision.atMillis() <= toMillis)
        .toList();
  }

  private Report report(Map<String, Object> trial, List<Point> points) {
    return new Report() {
      @Override
      public String json() {
        return text(document(trial, points));
      }

      @Override
      public String junit() {
        return JUnitText.of(trial);
      }

      @Override
      public String csv() {
        return SecondsCsv.of(points);
      }
    };
  }

  private Map<String, Object> document(Map<String, Object> trial, List<Point> points) {
    Map<String, Object> report = new LinkedHashMap<>();
    Map<String, Object> head = new LinkedHashMap<>();
    for (String field : List.of("id", "name", "startedAt", "endedAt", "verdict", "because")) {
      if (trial.get(field) != null) {
        head.put(field, trial.get(field));
      }
    }
    report.put("trial", head);
    report.put("verdict", trial.get("verdict"));
    report.put("because", trial.get("because"));
    report.put("summary", summary(trial));
    report.put("writtenAt", clock.instant().toString());
    for (String part :
        List.of("checks", "findings", "scorecard", "cost", "calibration", "figures")) {
      report.put(part, trial.get(part));
    }
    if (trial.get("slo") instanceof Map<?, ?> slo) {
      report.put("sloMillis", slo.get("p95Millis"));
    }
    report.put("demandFrom", trial.get("demandFrom"));
    report.put("noCapacityBecause", trial.get("noCapacityBecause"));
    report.put("results", trial.get("results"));
    report.put("regression", trial.get("regression"));
    report.put("earlier", earlier(trial));
    report.put("hpa", Documents.map("spec", trial.get("hpa"), "diff", Proposal.diff(trial)));
    report.put("fingerprint", trial.get("setUp"));
    report.put("history", history(points));
    return report;
  }

  /// What lists show of the last trials of that name.
  private List<Map<String, Object>> earlier(Map<String, Object> trial) {
    return trials.list(Integer.MAX_VALUE).stream()
        .filter(other -> trial.get("id") != null && other.get("name").equals(trial.get("name")))
        .filter(other ->
            String.valueOf(other.get("createdAt")).compareTo("" + trial.get("createdAt")) < 0)
        .limit(MOST_EARLIER)
        .toList();
  }

  private static String summary(Map<String, Object> trial) {
    List<String> sentences = new ArrayList<>();
    if (trial.get("description") instanceof String description && !description.isEmpty()) {
      sentences.add(description);
    }
    if (trial.get("demandFrom") != null) {
      sentences.add("Demand follows from %s.".formatted(trial.get("demandFrom")));
    }
    if (trial.get("noCapacityBecause") instanceof String unknown) {
      sentences.add(unknown);
    }
    if (trial.get("results") instanceof List<?> results && results.size() > 1) {
      sentences.add(
          "Shown is repetition %s of %d, which the verdict is from."
              .formatted(trial.get("judged"), results.size()));
    }
    return String.join(" ", sentences);
  }

  private Object history(List<Point> points) {
    if (points.isEmpty()) {
      return Map.of();
    }
    return new RawValue(
        SeriesText.write(
            Instant.ofEpochSecond(points.getFirst().second()),
            Instant.ofEpochSecond(points.getLast().second()),
            points,
            MOST_STEPS));
  }

  private String text(Object document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the report cannot be written as JSON", e);
    }
  }
}
