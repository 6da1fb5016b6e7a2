package dev.bellows.controller.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Says whether a trial came out worse than the last ones of its name: it failed where the one
/// before passed, or a figure is far above their median.
final class Regression {
  private static final int LOOKED_AT = 5;
  private static final double MUCH_WORSE = 1.25;

  /// Figure -> what is too little to speak of.
  private static final Map<String, Double> FIGURES =
      new TreeMap<>(
          Map.of("tauU", 0.03, "thetaU", 0.1, "worstP95Millis", 50.0, "costPerThousand", 1e-6));

  private Regression() {}

  /// @param earlier headlines of trials of the same name that were valid, newest first
  /// @return what is worse, in one sentence
  static Optional<String> of(Map<String, Object> trial, List<Map<String, Object>> earlier) {
    if (earlier.isEmpty() || isVoid(trial)) {
      return Optional.empty();
    }
    List<Map<String, Object>> last = earlier.stream().limit(LOOKED_AT).toList();
    List<String> worse = new ArrayList<>();
    if (!passed(trial) && passed(last.getFirst())) {
      worse.add("it passed the last time");
    }
    FIGURES.forEach((name, trifle) -> {
      double[] before =
          last.stream()
              .map(headline -> figure(headline, name))
              .filter(OptionalDouble::isPresent)
              .mapToDouble(OptionalDouble::getAsDouble)
              .sorted()
              .toArray();
      OptionalDouble now = figure(trial, name);
      if (before.length > 0 && now.isPresent()) {
        double median = before[before.length / 2];
        if (now.getAsDouble() > median * MUCH_WORSE && now.getAsDouble() > median + trifle) {
          Figure figure = Figure.of(name);
          worse.add(
              "%s: %s, and was %s"
                  .formatted(figure.words(), figure.told(now.getAsDouble()), figure.told(median)));
        }
      }
    });
    return worse.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Worse than the last %d of its name: %s."
                .formatted(last.size(), String.join("; ", worse)));
  }

  static boolean isVoid(Map<String, Object> headline) {
    return List.of("INVALID", "INTERRUPTED", "null")
        .contains(String.valueOf(headline.get("verdict")));
  }

  private static boolean passed(Map<String, Object> headline) {
    return "PASS".equals(headline.get("verdict"));
  }

  private static OptionalDouble figure(Map<String, Object> headline, String name) {
    Object value = headline.get("figures") instanceof Map<?, ?> figures ? figures.get(name) : null;
    if (value instanceof Map<?, ?> spread) {
      value = spread.get("median");
    }
    return value instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }
}
