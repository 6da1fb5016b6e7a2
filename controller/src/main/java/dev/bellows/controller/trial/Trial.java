package dev.bellows.controller.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One trial and how far it is. Its worker writes, everybody reads.
final class Trial {
  private final String id;
  private final TrialFile file;
  private final Instant createdAt;
  private Phase phase = Phase.WAITING;
  private String text = "Waits for the trial before it.";
  private int repetition = 1;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Verdict verdict;
  private String because = "";
  private @Nullable String regression;
  private Capacity capacity = Capacity.NONE;
  private Map<String, String> setUp = Map.of();
  private Map<String, Object> hpa = Map.of();
  private final List<Map<String, Object>> repetitions = new ArrayList<>();
  private Map<String, Object> summary = Map.of();
  private volatile boolean stopped;

  Trial(String id, TrialFile file, Instant createdAt) {
    this.id = id;
    this.file = file;
    this.createdAt = createdAt;
  }

  String id() {
    return id;
  }

  TrialFile file() {
    return file;
  }

  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  synchronized void begin(Instant now, Map<String, String> setUp) {
    this.startedAt = now;
    this.setUp = setUp;
  }

  synchronized void goOn(Phase phase, String text) {
    this.phase = phase;
    this.text = text;
  }

  synchronized void repetition(int number) {
    repetition = number;
  }

  synchronized void calibrated(Capacity found) {
    capacity = found;
  }

  /// Requests/s of one replica; empty where nobody knows.
  synchronized OptionalDouble capacity() {
    return capacity.calibration().isPresent()
        ? OptionalDouble.of(capacity.calibration().get().requestsPerSecond())
        : OptionalDouble.empty();
  }

  synchronized void hpa(Map<String, Object> spec) {
    hpa = spec;
  }

  synchronized void add(Map<String, Object> scored) {
    repetitions.add(scored);
  }

  synchronized List<Map<String, Object>> repetitions() {
    return List.copyOf(repetitions);
  }

  synchronized void end(Verdict verdict, String because, Map<String, Object> summary, Instant now) {
    this.verdict = verdict;
    this.because = because;
    this.summary = summary;
    this.endedAt = now;
    this.phase = Phase.DONE;
    this.text = because;
  }

  /// @param worse what is worse than the last times, in a sentence
  synchronized void regressed(String worse) {
    regression = worse;
  }

  synchronized boolean isDone() {
    return phase == Phase.DONE;
  }

  synchronized Optional<Instant> startedAt() {
    return Optional.ofNullable(startedAt);
  }

  /// What lists show.
  synchronized Map<String, Object> headline() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", id);
    document.put("name", file.name());
    document.put("state", phase.name());
    document.put("verdict", verdict == null ? null : verdict.name());
    document.put("because", because);
    document.put("createdAt", createdAt.toString());
    document.put("startedAt", startedAt == null ? null : startedAt.toString());
    document.put("endedAt", endedAt == null ? null : endedAt.toString());
    document.put("repetitions", file.repetitions());
    document.put("exitCode", verdict == null ? null : verdict.exitCode());
    document.put("figures", summary);
    document.put("regression", regression);
    document.put("links", links(id));
    return document;
  }

  /// Where it is now.
  synchronized Map<String, Object> progress(Instant now) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", id);
    document.put("name", file.name());
    document.put("state", phase.name());
    document.put("text", text);
    document.put("repetition", repetition);
    document.put("repetitions", file.repetitions());
    document.put(
        "elapsedSeconds",
        startedAt == null ? 0 : Math.max(0, now.getEpochSecond() - startedAt.getEpochSecond()));
    document.put("verdict", verdict == null ? null : verdict.name());
    document.put("because", because);
    return document;
  }

  /// All that is known of it.
  synchronized Map<String, Object> document() {
    Map<String, Object> document = headline();
    document.put("description", file.description());
    document.put("text", text);
    document.put("setUp", setUp);
    document.put("hpa", hpa);
    document.put("calibration", capacity.calibration().map(Calibration::document).orElse(null));
    if (!capacity.unknownBecause().isEmpty()) {
      document.put("noCapacityBecause", capacity.unknownBecause());
    }
    if (!repetitions.isEmpty()) {
      Map<String, Object> judged = Summary.chosen(repetitions);
      document.put("judged", judged.get("repetition"));
      for (String part :
          List.of("scorecard", "findings", "cost", "checks", "demandFrom", "peakDemand", "slo")) {
        document.put(part, judged.get(part));
      }
    }
    document.put("results", List.copyOf(repetitions));
    document.put("file", file.text());
    return document;
  }

  static Map<String, Object> links(String id) {
    String self = "/api/trials/" + id;
    return Documents.map(
        "self", self,
        "events", self + "/events",
        "report", "/api/reports/%s.html".formatted(id),
        "json", "/api/reports/%s.json".formatted(id),
        "junit", "/api/reports/%s.xml".formatted(id),
        "csv", "/api/reports/%s.csv".formatted(id));
  }
}
