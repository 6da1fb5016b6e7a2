package dev.bellows.core.cost;

import dev.bellows.core.scaling.hpa.Behavior;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scaling.hpa.MetricSpec;
import dev.bellows.core.scaling.hpa.ScalingRules;
import dev.bellows.core.scaling.hpa.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The settings that a proposal may change.
///
/// @param targetUtilization of CPU, in percent of the request
/// @param scaleDownWindowSeconds empty where the autoscaler has no `behavior`
public record Settings(
    int targetUtilization,
    int minReplicas,
    OptionalInt scaleDownWindowSeconds,
    long cpuRequestMillicores) {

  private static final String CPU = "cpu";
  private static final int DEFAULT_WINDOW_SECONDS = 300;

  /// One setting with its two values.
  ///
  /// @param field its path in the autoscaler, or in the pod for the request
  public record Change(String field, String from, String to) {}

  /// The settings in force; empty if the autoscaler has no CPU target in percent of the request.
  public static Optional<Settings> of(HpaSpec hpa, long cpuRequestMillicores) {
    return hpa.metrics().stream()
        .filter(Settings::isCpuUtilization)
        .findFirst()
        .map(metric ->
            new Settings(
                metric.target().averageUtilization().orElseThrow(),
                hpa.minReplicas(),
                window(hpa),
                cpuRequestMillicores));
  }

  /// The autoscaler with these settings.
  public HpaSpec appliedTo(HpaSpec hpa) {
    return new HpaSpec(
        hpa.namespace(),
        hpa.name(),
        hpa.target(),
        minReplicas,
        hpa.maxReplicas(),
        hpa.metrics().stream().map(this::appliedTo).toList(),
        hpa.behavior() == null ? null : appliedTo(hpa.behavior()));
  }

  /// What is different in the other settings.
  public List<Change> changesTo(Settings other) {
    List<Change> changes = new ArrayList<>();
    add(
        changes,
        "spec.metrics[cpu].resource.target.averageUtilization",
        targetUtilization,
        other.targetUtilization);
    add(changes, "spec.minReplicas", minReplicas, other.minReplicas);
    add(
        changes,
        "spec.behavior.scaleDown.stabilizationWindowSeconds",
        scaleDownWindowSeconds.orElse(DEFAULT_WINDOW_SECONDS),
        other.scaleDownWindowSeconds.orElse(DEFAULT_WINDOW_SECONDS));
    if (cpuRequestMillicores != other.cpuRequestMillicores) {
      changes.add(
          new Change(
              "resources.requests.cpu",
              cpuRequestMillicores + "m",
              other.cpuRequestMillicores + "m"));
    }
    return changes;
  }

  /// The CPU at which a replica more is asked for: request x target \[millicores\].
  public double scalePointMillicores() {
    return cpuRequestMillicores * targetUtilization / 100.0;
  }

  /// Another request, with the target changed so that the scale point stays where it is, as near as
  /// whole percents allow. Requests that shrink without this shrink again at every look.
  public Settings withRequest(long millicores) {
    int target = (int) Math.max(1, Math.round(scalePointMillicores() * 100 / millicores));
    return new Settings(target, minReplicas, scaleDownWindowSeconds, millicores);
  }

  Settings withTarget(int utilization) {
    return new Settings(utilization, minReplicas, scaleDownWindowSeconds, cpuRequestMillicores);
  }

  Settings withMinReplicas(int replicas) {
    return new Settings(targetUtilization, replicas, scaleDownWindowSeconds, cpuRequestMillicores);
  }

  Settings withWindow(int seconds) {
    return new Settings(
        targetUtilization, minReplicas, OptionalInt.of(seconds), cpuRequestMillicores);
  }

  private static OptionalInt window(HpaSpec hpa) {
    Behavior behavior = hpa.behavior();
    return behavior == null
        ? OptionalInt.empty()
        : OptionalInt.of(
            behavior.scaleDown().stabilizationWindowSeconds().orElse(DEFAULT_WINDOW_SECONDS));
  }

  private MetricSpec appliedTo(MetricSpec metric) {
    Target target =
        new Target(
            metric.target().type(),
            OptionalInt.of(targetUtilization),
            metric.target().averageValueMilli(),
            metric.target().valueMilli());
    return isCpuUtilization(metric) ? new MetricSpec.Resource(CPU, target) : metric;
  }

  private Behavior appliedTo(Behavior behavior) {
    ScalingRules down = behavior.scaleDown();
    return new Behavior(
        behavior.scaleUp(),
        new ScalingRules(scaleDownWindowSeconds, down.select(), down.policies(), down.tolerance()));
  }

  private static boolean isCpuUtilization(MetricSpec metric) {
    return metric instanceof MetricSpec.Resource
        && metric.name().equals(CPU)
        && metric.target().averageUtilization().isPresent();
  }

  private static void add(List<Change> changes, String field, int from, int to) {
    if (from != to) {
      changes.add(new Change(field, Integer.toString(from), Integer.toString(to)));
    }
  }
}
