package dev.bellows.core.scaling.hpa.admission;

/// The rules of a spec, in the API server's order: bounds, target, metrics, behavior.
final class SpecRules {

  private static final int LEAST_REPLICAS = 1;

  private SpecRules() {}

  static void check(Node spec) {
    int least = spec.number("minReplicas").orElseThrow();
    replicas(spec, least);
    Node target = spec.child("scaleTargetRef");
    boolean coreGroup = target.text("kind").equals("ReplicationController");
    ReferenceRules.check(target, coreGroup);
    metrics(spec, least);
    spec.optional("behavior").ifPresent(BehaviorRules::check);
  }

  private static void replicas(Node spec, int least) {
    int most = spec.number("maxReplicas").orElseThrow();
    if (least < LEAST_REPLICAS) {
      spec.invalid("minReplicas", least, "must be greater than or equal to " + LEAST_REPLICAS);
    }
    if (most == 0) {
      spec.required("maxReplicas", "must be set and greater than 0");
    } else if (most < 1) {
      spec.invalid("maxReplicas", most, "must be greater than or equal to 1");
    }
    if (most < least) {
      spec.invalid("maxReplicas", most, "must be greater than or equal to `minReplicas`");
    }
  }

  private static void metrics(Node spec, int least) {
    boolean measuredFromOutside = false;
    for (Node metric : spec.children("metrics")) {
      MetricRules.check(metric);
      String type = metric.text("type");
      measuredFromOutside |= type.equals("Object") || type.equals("External");
    }
    if (least == 0 && !measuredFromOutside) {
      spec.forbidden(
          "metrics",
          "must specify at least one Object or External metric to support scaling to zero"
              + " replicas");
    }
  }
}
