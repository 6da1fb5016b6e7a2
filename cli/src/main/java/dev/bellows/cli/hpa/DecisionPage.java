package dev.bellows.cli.hpa;

import dev.bellows.cli.api.Screen;
import dev.bellows.core.scaling.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A decision for people: the sentence, then the steps in the order in which they were taken.
record DecisionPage(Screen screen) {

  void show(Decision decision) {
    screen.line("%s", screen.bold(decision.sentence()));
    Map<String, Object> trace = decision.toDocument();
    section("Metrics");
    items(trace.get("metrics")).forEach(this::metric);
    if (trace.get("stabilization") instanceof Map<?, ?> stabilization) {
      section("Stabilization");
      screen.line("  %s", stabilization(stabilization));
    }
    if (trace.get("limits") instanceof Map<?, ?> limits) {
      section("Limits");
      items(limits.get("policies")).forEach(this::policy);
      screen.line("  %s", limits(limits));
    }
    section("Outcome");
    screen.line("  bound by  %s", decision.binding());
    decision
        .conditions()
        .forEach(condition ->
            screen.line(
                "  %-14s %-6s %s: %s",
                condition.type(), condition.status(), condition.reason(), condition.message()));
    decision
        .events()
        .forEach(
            event -> screen.line("  %s %s: %s", event.type(), event.reason(), event.message()));
    decision.error().ifPresent(error -> screen.line("  error: %s", screen.red(error)));
  }

  private void section(String title) {
    screen.line("");
    screen.line("%s", title);
  }

  private void metric(Map<?, ?> metric) {
    screen.line("  %s", metric.get("sentence"));
    if (metric.get("pods") instanceof Map<?, ?> pods) {
      pods.forEach((verdict, names) -> screen.line("    %-12s %s", verdict, names(names)));
    }
  }

  private static String names(@Nullable Object names) {
    return names instanceof List<?> list
        ? String.join(", ", list.stream().map(String::valueOf).toList())
        : String.valueOf(names);
  }

  private static String stabilization(Map<?, ?> step) {
    if (!Boolean.TRUE.equals(step.get("binds"))) {
      return step.get("desired") + " stands: no earlier recommendation is in the way";
    }
    return "%s is held to %s, recommended at %s ms, which counts until %s ms"
        .formatted(
            step.get("desired"),
            step.get("boundTo"),
            step.get("recommendedAtMillis"),
            step.get("bindsUntilMillis"));
  }

  private void policy(Map<?, ?> policy) {
    screen.line(
        "  %s %s per %s s allows %s (%s at the period's start)%s",
        policy.get("type"),
        policy.get("value"),
        policy.get("periodSeconds"),
        policy.get("allows"),
        policy.get("replicasAtPeriodStart"),
        Boolean.TRUE.equals(policy.get("selected")) ? ", selected" : "");
  }

  private static String limits(Map<?, ?> limits) {
    String bounds = limits.get("minReplicas") + " to " + limits.get("maxReplicas") + " replicas";
    return Boolean.TRUE.equals(limits.get("binds"))
        ? "%s is limited to %s (bounds %s)"
            .formatted(limits.get("desired"), limits.get("replicas"), bounds)
        : limits.get("desired") + " is within the limits (bounds " + bounds + ")";
  }

  private static List<Map<?, ?>> items(@Nullable Object list) {
    List<Map<?, ?>> items = new ArrayList<>();
    if (list instanceof List<?> elements) {
      for (Object element : elements) {
        if (element instanceof Map<?, ?> map) {
          items.add(map);
        }
      }
    }
    return items;
  }
}
