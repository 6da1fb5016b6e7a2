package dev.bellows.core.scaling.hpa;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A HorizontalPodAutoscaler as its controller reads it: defaulted, valid, quantities in
/// thousandths.
///
/// @param target what is scaled
/// @param metrics in the order of the document
/// @param behavior null where the document has none, which selects the older path with its fixed
///   limits
public record HpaSpec(
    String namespace,
    String name,
    ObjectReference target,
    int minReplicas,
    int maxReplicas,
    List<MetricSpec> metrics,
    @Nullable Behavior behavior) {

  public HpaSpec {
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException(
          "spec.metrics must have at least one metric, but has none: default the document first");
    }
  }

  /// Reads a whole HorizontalPodAutoscaler document (`metadata` and `spec`) that has been defaulted
  /// and validated.
  public static HpaSpec of(Map<String, ?> document) {
    return new SpecDocument(document).read();
  }

  /// The scale target as the controller's errors name it: `Deployment/shop/web`.
  String reference() {
    return target.kind() + "/" + namespace + "/" + target.name();
  }
}
