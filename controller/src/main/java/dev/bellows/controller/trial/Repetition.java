package dev.bellows.controller.trial;

import java.util.LinkedHashMap;
import java.util.Map;

/// What one repetition of a trial came to, as a document.
final class Repetition {
  private Repetition() {}

  static Map<String, Object> document(
      int number, long from, long to, String run, Evidence evidence, Scoring.Result result) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("repetition", number);
    document.put("from", from);
    document.put("to", to);
    document.put("run", run);
    document.put("verdict", result.verdict().name());
    document.put("because", result.because());
    document.put("slo", slo(result));
    document.put("checks", result.checks().stream().map(Check::document).toList());
    document.put("scorecard", Documents.of(result.scorecard()));
    document.put("findings", result.findings().stream().map(Documents::of).toList());
    document.put("cost", Documents.of(result.cost()));
    document.put("peakDemand", evidence.peakDemand());
    document.put(
        "demandFrom",
        evidence.demandIsMeasured()
            ? "the capacity of one replica"
            : "the autoscaler's target, because no capacity is known");
    return document;
  }

  private static Map<String, Object> slo(Scoring.Result result) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("promise", Scoring.told(result.slo()));
    result.slo().latency().stream()
        .filter(goal -> goal.percentile() == 95)
        .findFirst()
        .ifPresent(goal -> document.put("p95Millis", goal.mostMillis()));
    return document;
  }
}
