package dev.bellows.controller.trial;

import dev.bellows.controller.loop.Autoscaler;
import dev.bellows.core.cost.CostReport;
import dev.bellows.core.cost.Footprint;
import dev.bellows.core.findings.Finding;
import dev.bellows.core.findings.Findings;
import dev.bellows.core.findings.TrialRecord;
import dev.bellows.core.scaling.hpa.ControllerSettings;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scaling.hpa.check.Checked;
import dev.bellows.core.scaling.hpa.check.HpaCheck;
import dev.bellows.core.scorecard.Elasticity;
import dev.bellows.core.scorecard.Observed;
import dev.bellows.core.scorecard.Scorecard;
import dev.bellows.core.scorecard.Slo;
import dev.bellows.core.scorecard.SloTally;
import dev.bellows.core.scorecard.StepSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Scores what was recorded and judges it by its goals.
final class Scoring {
  private static final double MEBIBYTE_MILLI = 1_000.0 * (1 << 20);

  private Scoring() {}

  /// @param slo the goals that it was judged by
  record Result(
      Scorecard scorecard,
      CostReport cost,
      List<Finding> findings,
      List<Check> checks,
      Verdict verdict,
      String because,
      Slo slo) {}

  /// @param requestsMilli resource name -> request of a pod in thousandths
  /// @param invalidBecause why the load measured something else than the target
  static Result score(
      Evidence evidence,
      Goals goals,
      Autoscaler autoscaler,
      Map<String, Long> requestsMilli,
      Optional<String> invalidBecause) {
    Observed observed = evidence.observed(goals.percentiles());
    Scorecard scorecard = Scorecard.of(observed, goals.slo());
    CostReport cost = cost(evidence, observed, goals, requestsMilli);
    List<Check> checks = checks(scorecard, cost, goals);
    Optional<Check> missed =
        checks.stream()
            .filter(check -> !check.pass())
            .max((one, other) -> one.miss().compareTo(other.miss()));
    Verdict verdict =
        invalidBecause.isPresent() ? Verdict.INVALID : missed.map(Check::miss).orElse(Verdict.PASS);
    String because = invalidBecause.orElseGet(() -> because(verdict, checks, goals.slo()));
    return new Result(
        scorecard,
        cost,
        findings(evidence, observed, scorecard, autoscaler, requestsMilli, invalidBecause),
        checks,
        verdict,
        because,
        goals.slo());
  }

  private static String because(Verdict verdict, List<Check> checks, Slo slo) {
    if (verdict == Verdict.PASS) {
      return "Everything that was asked for was reached (%s).".formatted(told(slo));
    }
    return checks.stream()
            .filter(check -> check.miss() == verdict && !check.pass())
            .map(check ->
                "%s: %s, but was %s".formatted(check.words(), check.limit(), check.value()))
            .collect(Collectors.joining("; "))
        + ".";
  }

  static String told(Slo slo) {
    String latency =
        slo.latency().stream()
            .map(goal ->
                String.format(
                    Locale.ROOT, "p%s <= %.0f ms", plain(goal.percentile()), goal.mostMillis()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT, "SLO: %s, errors <= %s %%", latency, plain(slo.mostErrorShare() * 100));
  }

  private static String plain(double value) {
    double rounded = Math.round(value * 1e6) / 1e6;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  private static CostReport cost(
      Evidence evidence, Observed observed, Goals goals, Map<String, Long> requestsMilli) {
    Footprint footprint =
        Footprint.of(
            requestsMilli.getOrDefault("cpu", 0L),
            requestsMilli.getOrDefault("memory", 0L) / MEBIBYTE_MILLI);
    StepSeries paid = evidence.paid();
    return CostReport.of(
        goals.prices(),
        footprint,
        observed.demand(),
        paid,
        observed.untilSeconds(),
        observed.requests().answered());
  }

  private static List<Check> checks(Scorecard scorecard, CostReport cost, Goals goals) {
    List<Check> checks = new ArrayList<>();
    SloTally whole = scorecard.slo().whole();
    int judged = whole.held() + whole.missed();
    double share = judged == 0 ? 0 : (double) whole.missed() / judged;
    checks.add(
        new Check(
            "windowsMissed",
            "Windows of 5 s that miss the SLO",
            "at most %s %%".formatted(plain(goals.missedWindows() * 100)),
            "%d of %d".formatted(whole.missed(), judged),
            share <= goals.missedWindows(),
            Verdict.SLO_MISSED));
    Map<String, Double> scores = scores(scorecard);
    goals
        .limits()
        .forEach((name, limit) -> {
          double score = scores.getOrDefault(name, 0.0);
          Figure figure = Figure.of(name);
          checks.add(
              new Check(
                  name,
                  figure.words(),
                  "at most " + figure.told(limit),
                  figure.told(score),
                  score <= limit,
                  Verdict.ELASTICITY_MISSED));
        });
    goals
        .costPerThousand()
        .ifPresent(limit ->
            checks.add(
                new Check(
                    "costPerThousand",
                    "Cost per 1,000 answered requests",
                    "at most %s %s".formatted(plain(limit), cost.currency()),
                    cost.perThousandAnswered().isPresent()
                        ? String.format(
                            Locale.ROOT,
                            "%.6f %s",
                            cost.perThousandAnswered().getAsDouble(),
                            cost.currency())
                        : "nothing was answered",
                    !cost.exceeds(limit),
                    Verdict.COST_MISSED)));
    return checks;
  }

  /// The scores that can have limits, by name.
  static Map<String, Double> scores(Scorecard scorecard) {
    Elasticity elasticity = scorecard.elasticity();
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("thetaU", elasticity.thetaU());
    scores.put("thetaO", elasticity.thetaO());
    scores.put("thetaUNormalized", elasticity.thetaUNormalized());
    scores.put("thetaONormalized", elasticity.thetaONormalized());
    scores.put("tauU", elasticity.tauU());
    scores.put("tauO", elasticity.tauO());
    scores.put("jitterPerMinute", elasticity.jitterPerMinute());
    scores.put("flaps", (double) scorecard.flaps().size());
    return scores;
  }

  private static List<Finding> findings(
      Evidence evidence,
      Observed observed,
      Scorecard scorecard,
      Autoscaler autoscaler,
      Map<String, Long> requestsMilli,
      Optional<String> invalidBecause) {
    Long request = requestsMilli.get("cpu");
    TrialRecord record =
        new TrialRecord(
            observed,
            scorecard,
            HpaSpec.of(autoscaler.document()),
            ControllerSettings.DEFAULT,
            request == null ? OptionalLong.empty() : OptionalLong.of(request),
            evidence.uses(),
            HpaCheck.check(List.of(autoscaler.document())).stream()
                .map(Checked::findings)
                .flatMap(List::stream)
                .toList(),
            invalidBecause);
    return Findings.in(record);
  }
}
