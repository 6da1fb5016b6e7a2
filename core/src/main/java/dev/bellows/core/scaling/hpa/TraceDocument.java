package dev.bellows.core.scaling.hpa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A decision with all its steps as plain maps and lists, in the order of the steps.
final class TraceDocument {

  private TraceDocument() {}

  static Map<String, Object> of(HpaDecision decision) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("atMillis", decision.atMillis());
    document.put("from", decision.from());
    document.put("to", decision.to());
    document.put("binding", decision.binding().name());
    document.put("reason", decision.reason());
    document.put("sentence", decision.sentence());
    switch (decision.trace()) {
      case HpaTrace.Disabled _ -> {}
      case HpaTrace.OutOfBounds bounds ->
          document.put("bounds", bounds(bounds.minReplicas(), bounds.maxReplicas()));
      case HpaTrace.Unavailable unavailable -> metrics(document, unavailable.proposals());
      case HpaTrace.Computed computed -> {
        metrics(document, computed.proposals());
        document.put("stabilization", stabilization(computed.stabilization()));
        document.put("limits", limits(computed.limits()));
      }
    }
    decision.error().ifPresent(error -> document.put("error", error));
    return document;
  }

  private static void metrics(Map<String, Object> document, MetricProposals proposals) {
    List<Map<String, Object>> metrics = new ArrayList<>();
    proposals.metrics().forEach(metric -> metrics.add(metric.toDocument()));
    document.put("metrics", metrics);
    if (proposals.chosen() >= 0) {
      document.put("chosenMetric", proposals.chosen());
      document.put("proposal", proposals.replicas());
    }
  }

  private static Map<String, Object> stabilization(Stabilization step) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("desired", step.desired());
    document.put("low", step.low());
    document.put("high", step.high());
    document.put("binds", step.binds());
    if (step.binds()) {
      document.put("boundTo", step.boundTo());
      document.put("recommendedAtMillis", step.boundAtMillis());
      document.put("bindsUntilMillis", step.boundUntilMillis());
    }
    document.put("replicas", step.replicas());
    return document;
  }

  private static Map<String, Object> limits(Limits limits) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("desired", limits.desired());
    switch (limits) {
      case Limits.ByBehavior byBehavior -> {
        RateLimit rate = byBehavior.rate();
        if (rate != null) {
          document.put("policies", policies(rate));
          document.put("selectPolicy", rate.select().word());
          document.put("policiesAllow", rate.replicas());
        }
        document.putAll(bounds(byBehavior.minReplicas(), byBehavior.maxReplicas()));
      }
      case Limits.ByController fixed -> {
        document.put("scaleUpLimit", fixed.scaleUpLimit());
        document.putAll(bounds(fixed.minReplicas(), fixed.maxReplicas()));
      }
    }
    document.put("binds", limits.bind());
    document.put("replicas", limits.replicas());
    return document;
  }

  private static List<Map<String, Object>> policies(RateLimit rate) {
    List<Map<String, Object>> policies = new ArrayList<>();
    for (RateLimit.Allowance allowance : rate.allowances()) {
      Map<String, Object> policy = new LinkedHashMap<>();
      policy.put("type", allowance.policy().unit().word());
      policy.put("value", allowance.policy().value());
      policy.put("periodSeconds", allowance.policy().periodSeconds());
      policy.put("replicasAtPeriodStart", allowance.startReplicas());
      policy.put("allows", allowance.allows());
      policy.put("selected", allowance.selected());
      policies.add(policy);
    }
    return policies;
  }

  private static Map<String, Object> bounds(int minReplicas, int maxReplicas) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("minReplicas", minReplicas);
    document.put("maxReplicas", maxReplicas);
    return document;
  }
}
