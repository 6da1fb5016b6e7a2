package dev.bellows.cli.trial;

import dev.bellows.cli.api.Json;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// A figure of a trial: one number, or the median and spread of several repetitions.
final class Figures {
  /// Name -> what people call it, with its unit.
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("thetaU", "replicas missing, mean"),
          Map.entry("thetaO", "replicas too many, mean"),
          Map.entry("tauU", "time with too few, %"),
          Map.entry("tauO", "time with too many, %"),
          Map.entry("jitterPerMinute", "beyond demand, per min"),
          Map.entry("windowsMissed", "SLO windows missed"),
          Map.entry("worstP95Millis", "worst window, ms"),
          Map.entry("meanReplicas", "replicas, mean"),
          Map.entry("maxReplicas", "replicas, most"),
          Map.entry("atMaxSeconds", "time at max, s"),
          Map.entry("answered", "requests answered"),
          Map.entry("lost", "requests lost"),
          Map.entry("cost", "cost"),
          Map.entry("costPerThousand", "cost, 1,000 requests"));

  private Figures() {}

  static String words(String name) {
    return WORDS.getOrDefault(name, name);
  }

  /// In the unit that its words name.
  static OptionalDouble of(Json trial, String name) {
    Json figures = trial.at("figures");
    if (!figures.has(name)) {
      return OptionalDouble.empty();
    }
    Json spread = figures.at(name);
    double value = spread.has("median") ? spread.number("median") : figures.number(name);
    return OptionalDouble.of(words(name).endsWith("%") ? value * 100 : value);
  }

  static String shown(OptionalDouble figure) {
    if (figure.isEmpty()) {
      return "-";
    }
    double value = figure.getAsDouble();
    boolean whole = value == Math.rint(value) || Math.abs(value) >= 1_000;
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%.4g", value);
  }
}
