package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Condition;
import dev.bellows.core.scaling.Constraint;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.Event;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One reconciliation: its steps, and the status and events that Kubernetes would show for it.
///
/// Texts and documents are made when they are asked for; a simulation that asks for none pays for
/// none.
public final class HpaDecision implements Decision {

  private final HpaSpec spec;
  private final Observation observation;
  private final HpaTrace trace;
  private final List<Condition> conditions;
  private final List<Event> events;
  private final int statusDesiredReplicas;
  private final @Nullable String error;

  HpaDecision(
      HpaSpec spec,
      Observation observation,
      HpaTrace trace,
      List<Condition> conditions,
      List<Event> events,
      int statusDesiredReplicas,
      @Nullable String error) {
    this.spec = spec;
    this.observation = observation;
    this.trace = trace;
    this.conditions = conditions;
    this.events = events;
    this.statusDesiredReplicas = statusDesiredReplicas;
    this.error = error;
  }

  Step<HpaState> step(Recommendations recommendations, ScaleEvents ups, ScaleEvents downs) {
    return new Step<>(
        new HpaState(recommendations, ups, downs, conditions, statusDesiredReplicas), this);
  }

  /// The steps, as data.
  public HpaTrace trace() {
    return trace;
  }

  /// The autoscaler that decided.
  public HpaSpec spec() {
    return spec;
  }

  @Override
  public long atMillis() {
    return observation.atMillis();
  }

  @Override
  public int from() {
    return observation.specReplicas();
  }

  @Override
  public int to() {
    return trace.replicas();
  }

  @Override
  public Constraint binding() {
    return trace.binding();
  }

  @Override
  public String reason() {
    return DecisionWords.reason(this);
  }

  @Override
  public String sentence() {
    return DecisionWords.sentence(this);
  }

  @Override
  public Map<String, Object> toDocument() {
    return TraceDocument.of(this);
  }

  @Override
  public List<Condition> conditions() {
    return conditions;
  }

  @Override
  public List<Event> events() {
    return events;
  }

  /// Empty when no metric was looked at.
  @Override
  public List<Map<String, Object>> currentMetrics() {
    MetricProposals proposals =
        switch (trace) {
          case HpaTrace.Computed computed -> computed.proposals();
          case HpaTrace.Unavailable unavailable -> unavailable.proposals();
          case HpaTrace.Disabled _, HpaTrace.OutOfBounds _ -> null;
        };
    List<Map<String, Object>> statuses = new ArrayList<>();
    if (proposals != null) {
      proposals.metrics().forEach(metric -> statuses.add(metric.status()));
    }
    return statuses;
  }

  @Override
  public int statusDesiredReplicas() {
    return statusDesiredReplicas;
  }

  @Override
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }
}
