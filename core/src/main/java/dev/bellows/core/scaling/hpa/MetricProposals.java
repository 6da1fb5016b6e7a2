package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Event;
import java.util.ArrayList;
import java.util.List;

/// What all metrics of the spec propose together: the largest proposal counts.
///
/// Upstream: `horizontal.go`, `computeReplicasForMetrics`.
///
/// @param current the replicas asked for now
/// @param metrics one trace per entry of `spec.metrics`, in its order
/// @param chosen the index of the metric whose proposal counts, -1 when all failed
/// @param failed how many metrics failed
public record MetricProposals(int current, List<MetricTrace> metrics, int chosen, int failed) {

  static MetricProposals of(int current, MetricTrace[] metrics) {
    int chosen = -1;
    int failed = 0;
    int replicas = 0;
    for (int i = 0; i < metrics.length; i++) {
      if (metrics[i] instanceof MetricProposal proposal) {
        int proposed = proposal.replicas();
        if (replicas == 0 || proposed > replicas) {
          replicas = proposed;
          chosen = i;
        }
      } else {
        failed++;
      }
    }
    return new MetricProposals(current, List.of(metrics), chosen, failed);
  }

  /// Whether the proposals can be acted on. A failed metric might have asked for more, so while one
  /// fails the rest may scale up and not down.
  boolean usable() {
    return failed < metrics.size() && (failed == 0 || chosenReplicas() >= current);
  }

  /// Whether any metric proposed something.
  boolean any() {
    return chosen >= 0;
  }

  /// The metric whose proposal counts. There is none when all failed.
  public MetricProposal choice() {
    return (MetricProposal) metrics.get(chosen);
  }

  /// The largest proposal; 0 when there is none.
  private int chosenReplicas() {
    return any() ? choice().replicas() : 0;
  }

  /// What the metrics ask for; never below zero.
  public int replicas() {
    return Math.max(0, chosenReplicas());
  }

  /// The first failure in the order of the spec. There is none when no metric failed.
  MetricFailure firstFailure() {
    for (MetricTrace metric : metrics) {
      if (metric instanceof MetricFailure failure) {
        return failure;
      }
    }
    throw new IllegalStateException("no metric failed");
  }

  /// Upstream's summary of the failures; only where there are some.
  String error() {
    return "invalid metrics (%d invalid out of %d), first error is: %s"
        .formatted(failed, metrics.size(), firstFailure().error());
  }

  /// One warning per failed metric.
  List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (MetricTrace metric : metrics) {
      if (metric instanceof MetricFailure failure) {
        events.add(failure.event());
      }
    }
    return events;
  }
}
