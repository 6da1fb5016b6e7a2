package dev.bellows.core.scaling.hpa;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Metric traces as plain maps and lists.
final class MetricDocuments {

  private MetricDocuments() {}

  static Map<String, Object> of(MetricProposal metric) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", metric.spec().type());
    document.put("name", metric.spec().name());
    if (metric.spec() instanceof MetricSpec.ContainerResource resource) {
      document.put("container", resource.container());
    }
    switch (metric) {
      case PodAverage average -> measured(document, average);
      case TotalValue total -> measured(document, total);
      case ReplicaShare share -> measured(document, share);
    }
    document.put("toleranceDown", metric.tolerances().scaleDown());
    document.put("toleranceUp", metric.tolerances().scaleUp());
    document.put("rule", metric.rule().name());
    document.put("proposal", metric.replicas());
    document.put("sentence", metric.sentence());
    return document;
  }

  private static void measured(Map<String, Object> document, PodAverage metric) {
    if (metric.isUtilization()) {
      document.put("targetPercent", MetricWords.wantedPercent(metric.spec()));
      document.put("utilizationPercent", metric.utilization());
    } else {
      document.put("targetMilli", MetricWords.wantedMilli(metric.spec()));
    }
    document.put("averageMilli", metric.averageMilli());
    document.put("pods", pods(metric.pods()));
    document.put("ratio", number(metric.firstRatio()));
    PodAverage.Guess guess = metric.guess();
    if (guess != null) {
      document.put("ratioWithGuesses", number(guess.ratio()));
      document.put("podsWithGuesses", guess.pods());
    }
  }

  private static void measured(Map<String, Object> document, TotalValue metric) {
    document.put("targetMilli", metric.spec().target().valueMilli().orElseThrow());
    document.put("valueMilli", metric.usageMilli());
    document.put("readyPods", metric.readyPods());
    document.put("ratio", number(metric.usageRatio()));
  }

  private static void measured(Map<String, Object> document, ReplicaShare metric) {
    document.put("targetMilli", metric.targetMilli());
    document.put("valueMilli", metric.usageMilli());
    document.put("replicas", metric.existing());
    document.put("ratio", number(metric.usageRatio()));
  }

  /// Verdict -> names, for the verdicts that occur.
  private static Map<String, Object> pods(PodGroups pods) {
    Map<String, Object> document = new LinkedHashMap<>();
    for (PodVerdict verdict : PodVerdict.values()) {
      List<String> names = pods.names(verdict);
      if (!names.isEmpty()) {
        document.put(verdict.name(), names);
      }
    }
    if (pods.strangers() > 0) {
      document.put("NOT_SELECTED", pods.strangers());
    }
    return document;
  }

  /// JSON has no words for what is not a finite number.
  private static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : String.valueOf(value);
  }
}
