package dev.bellows.controller.trial;

import dev.bellows.core.scorecard.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All repetitions of a trial together: the median of every figure with its spread, and the verdict
/// of the median repetition. One invalid repetition voids the trial.
record Summary(Verdict verdict, String because, Map<String, Object> figures) {
  private static final List<List<String>> FIGURES =
      List.of(
          List.of("scorecard", "elasticity", "thetaU"),
          List.of("scorecard", "elasticity", "thetaO"),
          List.of("scorecard", "elasticity", "tauU"),
          List.of("scorecard", "elasticity", "tauO"),
          List.of("scorecard", "elasticity", "jitterPerMinute"),
          List.of("scorecard", "slo", "whole", "missed"),
          List.of("scorecard", "slo", "whole", "worstMillis"),
          List.of("scorecard", "replicas", "mean"),
          List.of("scorecard", "replicas", "max"),
          List.of("scorecard", "replicas", "atMaxSeconds"),
          List.of("scorecard", "requests", "answered"),
          List.of("scorecard", "requests", "lost"),
          List.of("cost", "run", "total"),
          List.of("cost", "perThousandAnswered"));

  static Summary of(List<Map<String, Object>> repetitions) {
    Map<String, Object> chosen = chosen(repetitions);
    return new Summary(verdict(chosen), (String) chosen.get("because"), figures(repetitions));
  }

  /// The repetition that the verdict is from.
  static Map<String, Object> chosen(List<Map<String, Object>> repetitions) {
    List<Map<String, Object>> byVerdict = new ArrayList<>(repetitions);
    byVerdict.sort((one, other) -> verdict(one).compareTo(verdict(other)));
    Map<String, Object> worst = byVerdict.getLast();
    return verdict(worst) == Verdict.INVALID ? worst : byVerdict.get(repetitions.size() / 2);
  }

  private static Verdict verdict(Map<String, Object> repetition) {
    return Verdict.valueOf((String) repetition.get("verdict"));
  }

  private static Map<String, Object> figures(List<Map<String, Object>> repetitions) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (List<String> path : FIGURES) {
      List<Double> values = new ArrayList<>();
      for (Map<String, Object> repetition : repetitions) {
        if (find(repetition, path) instanceof Number number) {
          values.add(number.doubleValue());
        }
      }
      Spread.of(values)
          .ifPresent(spread ->
              figures.put(
                  name(path),
                  spread.count() == 1
                      ? (Object) spread.median()
                      : Documents.map(
                          "median", spread.median(),
                          "min", spread.min(),
                          "max", spread.max(),
                          "deviation", spread.deviation(),
                          "count", spread.count())));
    }
    return figures;
  }

  private static String name(List<String> path) {
    return switch (path.getLast()) {
      case "missed" -> "windowsMissed";
      case "worstMillis" -> "worstP95Millis";
      case "mean" -> "meanReplicas";
      case "max" -> "maxReplicas";
      case "total" -> "cost";
      case "perThousandAnswered" -> "costPerThousand";
      default -> path.getLast();
    };
  }

  private static Object find(Object document, List<String> path) {
    Object value = document;
    for (String key : path) {
      if (!(value instanceof Map<?, ?> map) || map.get(key) == null) {
        return "";
      }
      value = map.get(key);
    }
    return value;
  }
}
