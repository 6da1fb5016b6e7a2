package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Condition;
import dev.bellows.core.scaling.Event;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.ScalingPolicy;
import dev.bellows.core.scaling.Step;
import java.util.List;

/// The horizontal pod autoscaler of Kubernetes as a pure function: one call is one reconciliation.
///
/// The rules in the order in which they apply, each with its file:
///
/// | rule | file |
/// |---|---|
/// | scaled to zero by hand: nothing happens; outside the bounds: back to the nearer one | [HpaTrace] |
/// | which pods' samples count | [PodGroups] |
/// | what each metric proposes | [UtilizationRule], [AverageValueRule], [TotalValueRule], [ReplicaShareRule] |
/// | the tolerance | [Tolerances] |
/// | the largest proposal counts; failed metrics forbid to scale down | [MetricProposals] |
/// | earlier recommendations stabilize | [Stabilization] |
/// | policies and bounds limit | [RateLimit], [Limits] |
///
/// Upstream: `pkg/controller/podautoscaler/horizontal.go`, `reconcileAutoscaler`, with the feature
/// gates of 1.36 at their defaults (`HPAConfigurableTolerance` on, `HPAScaleToZero` off).
public final class HpaPolicy implements ScalingPolicy<HpaState> {

  private static final int DISABLED_AT = 0;

  private final HpaSpec spec;
  private final ControllerSettings settings;
  private final MetricRule[] rules;
  private final Condition[] foundMetric;

  public HpaPolicy(HpaSpec spec, ControllerSettings settings) {
    this.spec = spec;
    this.settings = settings;
    MetricRules choice = new MetricRules(spec, settings);
    this.rules = spec.metrics().stream().map(choice::of).toArray(MetricRule[]::new);
    this.foundMetric = new Condition[rules.length];
    for (int i = 0; i < rules.length; i++) {
      foundMetric[i] = Conditions.foundMetric(rules[i].description());
    }
  }

  @Override
  public HpaState initialState() {
    return HpaState.INITIAL;
  }

  @Override
  public Step<HpaState> decide(HpaState state, Observation observation) {
    int current = observation.specReplicas();
    Recommendations recent = state.recommendations().orInitial(current, observation.atMillis());
    if (current == DISABLED_AT) {
      return disabled(state, recent, observation);
    }
    if (current > spec.maxReplicas() || current < spec.minReplicas()) {
      return outOfBounds(state, recent, observation);
    }
    MetricProposals proposals = propose(observation);
    if (!proposals.usable()) {
      return unavailable(state, recent, observation, proposals);
    }
    Stabilization stabilization =
        stabilize(recent, current, proposals.replicas(), observation.atMillis());
    Limits limits = limit(state, current, stabilization.replicas(), observation.atMillis());
    return computed(
        state, recent, observation, new HpaTrace.Computed(proposals, stabilization, limits));
  }

  private MetricProposals propose(Observation observation) {
    MetricTrace[] traces = new MetricTrace[rules.length];
    for (int i = 0; i < rules.length; i++) {
      traces[i] = rules[i].evaluate(observation);
    }
    return MetricProposals.of(observation.specReplicas(), traces);
  }

  private Stabilization stabilize(
      Recommendations recent, int current, int desired, long nowMillis) {
    Behavior behavior = spec.behavior();
    if (behavior == null) {
      return Stabilization.byController(
          recent, current, desired, nowMillis, settings.downscaleStabilizationMillis());
    }
    return Stabilization.byBehavior(
        recent,
        current,
        desired,
        nowMillis,
        behavior.scaleUp().stabilizationWindowSeconds().orElse(0) * 1000L,
        behavior.scaleDown().stabilizationWindowSeconds().orElse(settings.downscaleSeconds())
            * 1000L);
  }

  private Limits limit(HpaState state, int current, int stabilized, long nowMillis) {
    Behavior behavior = spec.behavior();
    if (behavior == null) {
      return new Limits.ByController(current, stabilized, spec.minReplicas(), spec.maxReplicas());
    }
    boolean up = stabilized > current;
    RateLimit rate =
        stabilized == current
            ? null
            : new RateLimit(
                up,
                current,
                nowMillis,
                up ? behavior.scaleUp() : behavior.scaleDown(),
                state.ups(),
                state.downs());
    return new Limits.ByBehavior(current, stabilized, spec.minReplicas(), spec.maxReplicas(), rate);
  }

  private Step<HpaState> disabled(HpaState state, Recommendations recent, Observation observation) {
    HpaDecision decision =
        new HpaDecision(
            spec,
            observation,
            new HpaTrace.Disabled(),
            Conditions.with(state.conditions(), Conditions.GOT_SCALE, Conditions.DISABLED),
            List.of(),
            0,
            null);
    return decision.step(recent, state.ups(), state.downs());
  }

  private Step<HpaState> outOfBounds(
      HpaState state, Recommendations recent, Observation observation) {
    HpaTrace.OutOfBounds trace =
        new HpaTrace.OutOfBounds(
            observation.specReplicas(), spec.minReplicas(), spec.maxReplicas());
    HpaDecision decision =
        new HpaDecision(
            spec,
            observation,
            trace,
            Conditions.with(state.conditions(), Conditions.rescaled(trace.replicas())),
            List.of(rescaled(trace.replicas(), trace.rescaleReason())),
            trace.replicas(),
            null);
    return remember(state, recent, decision);
  }

  private Step<HpaState> unavailable(
      HpaState state, Recommendations recent, Observation observation, MetricProposals proposals) {
    String error = proposals.error();
    List<Event> events = proposals.events();
    events.add(new Event("Warning", "FailedComputeMetricsReplicas", error));
    HpaDecision decision =
        new HpaDecision(
            spec,
            observation,
            new HpaTrace.Unavailable(proposals),
            Conditions.with(
                state.conditions(), Conditions.GOT_SCALE, proposals.firstFailure().condition()),
            events,
            state.statusDesiredReplicas(),
            "failed to compute desired number of replicas based on listed metrics for "
                + spec.reference()
                + ": "
                + error);
    return decision.step(recent, state.ups(), state.downs());
  }

  private Step<HpaState> computed(
      HpaState state, Recommendations recent, Observation observation, HpaTrace.Computed trace) {
    int replicas = trace.replicas();
    boolean rescales = replicas != observation.specReplicas();
    Stabilization stabilization = trace.stabilization();
    List<Event> events = trace.proposals().failed() == 0 ? List.of() : trace.proposals().events();
    if (rescales) {
      events = followedBy(events, rescaled(replicas, trace.rescaleReason()));
    }
    HpaDecision decision =
        new HpaDecision(
            spec,
            observation,
            trace,
            List.of(
                rescales
                    ? Conditions.rescaled(replicas)
                    : stabilization.condition(spec.behavior() != null),
                foundMetric[trace.proposals().chosen()],
                trace.limits().condition()),
            events,
            replicas,
            trace.proposals().failed() == 0 ? null : trace.proposals().error());
    return remember(
        state,
        recent.with(stabilization.desired(), observation.atMillis(), stabilization.outdated()),
        decision);
  }

  /// What to remember of a step that another controller took in its own way: what the metrics asked
  /// for is kept as decided here, what was done is its change from one count to the other.
  ///
  /// @param before what was remembered before the step
  public HpaState remembering(
      HpaState before, Step<HpaState> step, int from, int to, long atMillis) {
    HpaState decided = step.state();
    Behavior behavior = spec.behavior();
    boolean remembered = behavior != null && from != to;
    return new HpaState(
        decided.recommendations(),
        remembered && to > from
            ? before.ups().with(to - from, atMillis, behavior.scaleUp().longestPeriodSeconds())
            : before.ups(),
        remembered && to < from
            ? before.downs().with(from - to, atMillis, behavior.scaleDown().longestPeriodSeconds())
            : before.downs(),
        decided.conditions(),
        to);
  }

  /// Keeps the change for the policies. Upstream: `storeScaleEvent`.
  private Step<HpaState> remember(HpaState state, Recommendations recent, HpaDecision decision) {
    Behavior behavior = spec.behavior();
    int change = decision.to() - decision.from();
    if (behavior == null || change == 0) {
      return decision.step(recent, state.ups(), state.downs());
    }
    long nowMillis = decision.atMillis();
    return change > 0
        ? decision.step(
            recent,
            state.ups().with(change, nowMillis, behavior.scaleUp().longestPeriodSeconds()),
            state.downs())
        : decision.step(
            recent,
            state.ups(),
            state.downs().with(-change, nowMillis, behavior.scaleDown().longestPeriodSeconds()));
  }

  private static Event rescaled(int replicas, String reason) {
    return new Event(
        "Normal", "SuccessfulRescale", "New size: " + replicas + "; reason: " + reason);
  }

  private static List<Event> followedBy(List<Event> events, Event last) {
    if (events.isEmpty()) {
      return List.of(last);
    }
    events.add(last);
    return events;
  }
}
