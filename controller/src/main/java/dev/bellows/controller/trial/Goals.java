package dev.bellows.controller.trial;

import dev.bellows.core.cost.Prices;
import dev.bellows.core.scorecard.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/// What a stretch of time is judged by.
///
/// @param missedWindows share of the windows that may miss the SLO
/// @param limits name of an elasticity score -> what it may be at most
record Goals(
    Slo slo,
    double missedWindows,
    Map<String, Double> limits,
    OptionalDouble costPerThousand,
    Prices prices) {

  /// The goals of a trial file for requests of so much work.
  static Goals of(TrialFile file, double cpuMillis) {
    Slo usual = Slo.forWork(cpuMillis);
    List<Slo.Goal> latency = new ArrayList<>();
    file.slo().forEach((percentile, millis) -> latency.add(new Slo.Goal(percentile, millis)));
    return new Goals(
        new Slo(
            latency.isEmpty() ? usual.latency() : latency,
            file.errors().orElse(usual.mostErrorShare())),
        file.missedWindows(),
        file.limits(),
        file.costPerThousand(),
        file.prices());
  }

  /// Without a file: the default SLO, and nothing else to reach.
  static Goals usual(double cpuMillis) {
    return new Goals(Slo.forWork(cpuMillis), 0, Map.of(), OptionalDouble.empty(), Prices.DEFAULT);
  }

  /// The percentiles that have to be known of every window.
  TreeSet<Double> percentiles() {
    TreeSet<Double> percentiles = new TreeSet<>(List.of(50.0, 95.0, 99.0));
    slo.latency().forEach(goal -> percentiles.add(goal.percentile()));
    return percentiles;
  }
}
