package dev.bellows.core.scaling.hpa;

import java.util.Map;

/// What one metric proposes and how it came to that. The proposal is computed from what is recorded
/// here, nowhere else.
public sealed interface MetricTrace permits MetricFailure, MetricProposal {

  /// The entry of the spec.
  MetricSpec spec();

  /// The entry of `status.currentMetrics`.
  Map<String, Object> status();

  /// The trace as plain maps and lists.
  Map<String, Object> toDocument();
}
