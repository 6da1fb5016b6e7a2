package dev.bellows.core.scaling.hpa;

/// What a metric measured, in words for people.
final class MetricWords {

  private MetricWords() {}

  /// `CPU is 86 % of a 50 % target over 4 ready pods`.
  static String sentence(MetricProposal metric) {
    return name(metric.spec())
        + " is "
        + switch (metric) {
          case PodAverage average -> measured(average);
          case TotalValue total -> measured(total);
          case ReplicaShare share -> measured(share);
        };
  }

  private static String measured(PodAverage metric) {
    String measured =
        metric.isUtilization()
            ? metric.utilization() + " % of a " + wantedPercent(metric.spec()) + " % target"
            : quantity(metric.averageMilli(), metric.spec())
                + " of a "
                + quantity(wantedMilli(metric.spec()), metric.spec())
                + " target per pod";
    return measured + " over " + count(metric.pods().counted(), "ready pod") + guesses(metric);
  }

  private static String measured(TotalValue metric) {
    return quantity(metric.usageMilli(), metric.spec())
        + " of a "
        + quantity(metric.spec().target().valueMilli().orElseThrow(), metric.spec())
        + " target over "
        + count(metric.readyPods(), "ready pod");
  }

  private static String measured(ReplicaShare metric) {
    return quantity(metric.usageMilli(), metric.spec())
        + " for a target of "
        + quantity(metric.targetMilli(), metric.spec())
        + " per replica over "
        + count(metric.existing(), "replica");
  }

  private static String guesses(PodAverage metric) {
    if (metric.guess() == null) {
      return "";
    }
    PodGroups pods = metric.pods();
    return pods.missing() > 0
        ? ", with a careful guess for "
            + count(pods.missing(), "pod")
            + " without a sample"
            + (pods.unready() > 0 ? " and " + pods.unready() + " unready" : "")
        : ", with " + count(pods.unready(), "unready pod") + " guessed idle";
  }

  /// The metric as people call it.
  static String name(MetricSpec spec) {
    return switch (spec) {
      case MetricSpec.Resource resource -> resource(resource.name());
      case MetricSpec.ContainerResource resource ->
          resource(resource.name()) + " of container " + resource.container();
      case MetricSpec.Pods pods -> pods.name();
      case MetricSpec.ObjectMetric object ->
          object.name()
              + " of "
              + object.describedObject().kind()
              + " "
              + object.describedObject().name();
      case MetricSpec.External external -> external.name();
    };
  }

  private static String resource(String name) {
    return name.equals("cpu") ? "CPU" : name;
  }

  static int wantedPercent(MetricSpec spec) {
    return spec.target().averageUtilization().orElseThrow();
  }

  static long wantedMilli(MetricSpec spec) {
    return spec.target().averageValueMilli().orElseThrow();
  }

  private static String quantity(long milli, MetricSpec spec) {
    return MetricStatuses.quantity(milli, MetricStatuses.isMemory(spec));
  }

  static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
