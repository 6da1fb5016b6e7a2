package dev.bellows.core.scaling.hpa;

import java.util.Map;

/// A HorizontalPodAutoscaler as its controller reads it: defaulted, valid, quantities in
/// thousandths.
public record HpaSpec(String namespace, String name, int minReplicas, int maxReplicas) {

  /// Reads a whole HorizontalPodAutoscaler document (`metadata` and `spec`) that has been defaulted
  /// and validated.
  public static HpaSpec of(Map<String, ?> document) {
    throw new UnsupportedOperationException("not read yet: " + document);
  }
}
