package dev.bellows.controller.trial;

import dev.bellows.core.cost.Cost;
import dev.bellows.core.cost.CostReport;
import dev.bellows.core.findings.Finding;
import dev.bellows.core.scorecard.Elasticity;
import dev.bellows.core.scorecard.Percentiles;
import dev.bellows.core.scorecard.Scorecard;
import dev.bellows.core.scorecard.SloTally;
import dev.bellows.core.scorecard.SloVerdict;
import dev.bellows.core.scorecard.TimeBudget;
import dev.bellows.core.scorecard.TransitionVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Scores as plain maps and lists, for any JSON writer.
final class Documents {
  private Documents() {}

  static Map<String, Object> of(Scorecard scorecard) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("slo", of(scorecard.slo()));
    document.put("elasticity", of(scorecard.elasticity()));
    List<Object> flaps = new ArrayList<>();
    scorecard
        .flaps()
        .forEach(flap ->
            flaps.add(
                map(
                    "beforeSeconds", flap.beforeSeconds(),
                    "atSeconds", flap.atSeconds(),
                    "up", flap.up())));
    document.put("flaps", flaps);
    document.put("scaleUps", scorecard.scaleUps().stream().map(Documents::of).toList());
    scorecard.podStartUp().ifPresent(startUp -> document.put("podStartUp", of(startUp)));
    document.put(
        "replicas",
        map(
            "min", scorecard.replicas().min(),
            "mean", rounded(scorecard.replicas().mean()),
            "max", scorecard.replicas().max(),
            "atMaxSeconds", rounded(scorecard.replicas().atMaxSeconds()),
            "atMaxShare", rounded(scorecard.replicas().atMaxShare())));
    Map<String, Object> binding = new LinkedHashMap<>();
    scorecard
        .binding()
        .forEach(
            (constraint, ticks) -> binding.put(constraint.name().toLowerCase(Locale.ROOT), ticks));
    document.put("binding", binding);
    document.put(
        "requests",
        map(
            "scheduled", scorecard.requests().scheduled(),
            "answered", scorecard.requests().answered(),
            "failed", scorecard.requests().failed(),
            "dropped", scorecard.requests().dropped(),
            "lost", scorecard.requests().lost()));
    return document;
  }

  private static Map<String, Object> of(SloVerdict verdict) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("promise", Scoring.told(verdict.slo()));
    document.put("whole", of(verdict.whole()));
    document.put("transitions", verdict.transitions().stream().map(Documents::of).toList());
    return document;
  }

  private static Map<String, Object> of(TransitionVerdict verdict) {
    return map(
        "beginSeconds", rounded(verdict.transition().beginSeconds()),
        "endSeconds", rounded(verdict.transition().endSeconds()),
        "fromReplicas", verdict.transition().fromReplicas(),
        "toReplicas", verdict.transition().toReplicas(),
        "settled", verdict.transition().settled(),
        "before", of(verdict.before()),
        "during", of(verdict.during()),
        "after", of(verdict.after()));
  }

  private static Map<String, Object> of(SloTally tally) {
    Map<String, Object> document =
        map(
            "held", tally.held(),
            "missed", tally.missed(),
            "silent", tally.silent(),
            "answered", tally.answered(),
            "failed", tally.failed());
    tally.worstMillis().ifPresent(worst -> document.put("worstMillis", rounded(worst)));
    return document;
  }

  static Map<String, Object> of(Elasticity elasticity) {
    return map(
        "thetaU", rounded(elasticity.thetaU()),
        "thetaO", rounded(elasticity.thetaO()),
        "thetaUNormalized", rounded(elasticity.thetaUNormalized()),
        "thetaONormalized", rounded(elasticity.thetaONormalized()),
        "tauU", rounded(elasticity.tauU()),
        "tauO", rounded(elasticity.tauO()),
        "demandChanges", rounded(elasticity.demandChanges()),
        "supplyChanges", rounded(elasticity.supplyChanges()),
        "jitterPerMinute", rounded(elasticity.jitterPerMinute()));
  }

  private static Map<String, Object> of(TimeBudget budget) {
    Map<String, Object> document =
        map("fromReplicas", budget.fromReplicas(), "toReplicas", budget.toReplicas());
    List<Object> spans = new ArrayList<>();
    for (TimeBudget.Span span : budget.spans()) {
      spans.add(
          map(
              "stages",
              span.stages().stream().map(stage -> stage.name().toLowerCase(Locale.ROOT)).toList(),
              "millis",
              span.millis()));
    }
    document.put("spans", spans);
    Map<String, Object> instants = new LinkedHashMap<>();
    budget
        .instantsMillis()
        .forEach((border, millis) -> instants.put(border.name().toLowerCase(Locale.ROOT), millis));
    document.put("instantsMillis", instants);
    budget.wholeMillis().ifPresent(whole -> document.put("wholeMillis", whole));
    return document;
  }

  private static Map<String, Object> of(Percentiles percentiles) {
    return map(
        "count", percentiles.count(),
        "minMillis", percentiles.minMillis(),
        "p50Millis", percentiles.p50Millis(),
        "p90Millis", percentiles.p90Millis(),
        "p95Millis", percentiles.p95Millis(),
        "p99Millis", percentiles.p99Millis(),
        "maxMillis", percentiles.maxMillis());
  }

  static Map<String, Object> of(CostReport cost) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("currency", cost.currency());
    document.put("run", of(cost.run()));
    document.put("overProvisioned", cost.overProvisioned());
    document.put("staticPeak", cost.staticPeak().total());
    document.put("oracle", cost.oracle().total());
    cost.perThousandAnswered().ifPresent(each -> document.put("perThousandAnswered", each));
    document.put("perHourNow", cost.now().amount());
    document.put("monthProjection", cost.monthProjection().amount());
    document.put("potential", rounded(cost.potential()));
    return document;
  }

  private static Map<String, Object> of(Cost cost) {
    return map(
        "total", cost.total(),
        "replicaHours", rounded(cost.replicaHours()),
        "cpu", cost.cpu(),
        "memory", cost.memory(),
        "storage", cost.storage(),
        "requests", cost.requests());
  }

  static Map<String, Object> of(Finding finding) {
    Map<String, Object> document =
        map(
            "kind", finding.kind().word(),
            "sentence", finding.sentence(),
            "evidence", finding.evidence(),
            "fix", finding.fix());
    finding.atSeconds().ifPresent(at -> document.put("atSeconds", rounded(at)));
    return document;
  }

  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
