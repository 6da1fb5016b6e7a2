package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /// The metric whose proposal counts, or null when all failed.
  public @Nullable MetricProposal choice() {
    return chosen < 0 ? null : (MetricProposal) metrics.get(chosen);
  }

  /// The largest proposal; 0 when there is none.
  private int chosenReplicas() {
    MetricProposal choice = choice();
    return choice == null ? 0 : choice.replicas();
  }

  /// What the metrics ask for; never below zero.
  public int replicas() {
    return Math.max(0, chosenReplicas());
  }

  /// The first failure in the order of the spec, or null.
  @Nullable MetricFailure firstFailure() {
    for (MetricTrace metric : metrics) {
      if (metric instanceof MetricFailure failure) {
        return failure;
      }
    }
    return null;
  }

  /// Upstream's summary of the failures, or null when there are none.
  @Nullable String error() {
    MetricFailure first = firstFailure();
    return first == null
        ? null
        : "invalid metrics (%d invalid out of %d), first error is: %s"
            .formatted(failed, metrics.size(), first.error());
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
