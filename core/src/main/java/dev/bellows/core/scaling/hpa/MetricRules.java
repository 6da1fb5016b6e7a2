package dev.bellows.core.scaling.hpa;

import org.jspecify.annotations.Nullable;

/// The choice of a metric's rule from its kind and its target.
///
/// Upstream: `horizontal.go`, the functions `computeStatusFor...Metric`. Each kind looks at the
/// target's numbers in its own order.
final class MetricRules {

  private final HpaSpec spec;
  private final ControllerSettings settings;
  private final Tolerances tolerances;

  MetricRules(HpaSpec spec, ControllerSettings settings) {
    this.spec = spec;
    this.settings = settings;
    this.tolerances = Tolerances.of(spec, settings.tolerance());
  }

  MetricRule of(MetricSpec metric) {
    return switch (metric) {
      case MetricSpec.Resource resource ->
          resource(
              metric,
              new SampleSource.Resource(resource.name()),
              null,
              resource.name() + " resource utilization (percentage of request)",
              "failed to get " + resource.name() + " resource metric value: ");
      case MetricSpec.ContainerResource resource ->
          resource(
              metric,
              new SampleSource.Container(
                  new SampleSource.Resource(resource.name()), resource.container()),
              resource.container(),
              resource.name() + " container resource utilization (percentage of request)",
              "failed to get " + resource.container() + " container metric value: ");
      case MetricSpec.Pods pods ->
          new AverageValueRule(
              metric,
              "pods metric " + pods.name(),
              new FailureWords(metric, "", "failed to get pods metric value: "),
              new SampleSource.Custom(pods.name()),
              pods.target().averageValueMilli().orElseThrow(),
              tolerances,
              settings);
      case MetricSpec.ObjectMetric object -> object(object);
      case MetricSpec.External external -> external(external);
    };
  }

  /// A value per pod goes before a utilization.
  private MetricRule resource(
      MetricSpec metric,
      SampleSource source,
      @Nullable String container,
      String utilizationWords,
      String task) {
    Target target = metric.target();
    if (target.averageValueMilli().isPresent()) {
      String doing = "failed to get " + metric.name() + " usage: ";
      return new AverageValueRule(
          metric,
          metric.name() + " resource",
          new FailureWords(metric, doing, task + doing),
          source,
          target.averageValueMilli().getAsLong(),
          tolerances,
          settings);
    }
    if (target.averageUtilization().isPresent()) {
      String doing = "failed to get " + metric.name() + " utilization: ";
      return new UtilizationRule(
          metric,
          utilizationWords,
          new FailureWords(metric, doing, task + doing),
          source,
          container,
          target.averageUtilization().getAsInt(),
          tolerances,
          settings);
    }
    return new InvalidTarget(
        new FailureWords(metric, "", task),
        "an average utilization target nor an average value (usage) target");
  }

  /// The target's type decides.
  private MetricRule object(MetricSpec.ObjectMetric metric) {
    Target target = metric.target();
    WholeSource source =
        new WholeSource.OfObject(spec.namespace(), metric.describedObject(), metric.name());
    String task = "failed to get object metric value: ";
    if (target.type().equals("Value") && target.valueMilli().isPresent()) {
      return new TotalValueRule(
          metric,
          metric.describedObject().kind() + " metric " + metric.name(),
          new FailureWords(metric, "", task),
          source,
          target.valueMilli().getAsLong(),
          tolerances);
    }
    if (target.type().equals("AverageValue") && target.averageValueMilli().isPresent()) {
      return new ReplicaShareRule(
          metric,
          external(metric.name(), metric.selector()),
          new FailureWords(
              metric, "", task + "failed to get " + metric.name() + " object metric: "),
          source,
          target.averageValueMilli().getAsLong(),
          tolerances);
    }
    return new InvalidTarget(
        new FailureWords(metric, "", task), "a value target nor an average value target");
  }

  /// A value per replica goes before a value for all, whatever the target's type says.
  private MetricRule external(MetricSpec.External metric) {
    Target target = metric.target();
    WholeSource source =
        new WholeSource.OfSeries(spec.namespace(), metric.name(), selectorText(metric.selector()));
    String task = "failed to get " + metric.name() + " external metric value: ";
    if (target.averageValueMilli().isPresent()) {
      return new ReplicaShareRule(
          metric,
          external(metric.name(), metric.selector()),
          new FailureWords(
              metric, "", task + "failed to get " + metric.name() + " external metric: "),
          source,
          target.averageValueMilli().getAsLong(),
          tolerances);
    }
    if (target.valueMilli().isPresent()) {
      return new TotalValueRule(
          metric,
          external(metric.name(), metric.selector()),
          new FailureWords(
              metric, "", task + "failed to get external metric " + metric.name() + ": "),
          source,
          target.valueMilli().getAsLong(),
          tolerances);
    }
    return new InvalidTarget(
        new FailureWords(metric, "", task), "a value target nor an average value target");
  }

  /// Upstream calls an object's average value an external metric, too.
  private static String external(String name, @Nullable LabelSelector selector) {
    return "external metric " + name + "(" + selectorText(selector) + ")";
  }

  private static String selectorText(@Nullable LabelSelector selector) {
    return selector == null ? "nil" : selector.toString();
  }
}
