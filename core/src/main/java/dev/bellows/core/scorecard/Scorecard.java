package dev.bellows.core.scorecard;

import dev.bellows.core.scaling.Constraint;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that one run scored, besides its cost.
///
/// @param slo whether the SLO held, before, during and after each transition
/// @param flaps reversals of the supply that the demand did not call for
/// @param scaleUps where the time of each scale-up went
/// @param podStartUp from creation to Ready; empty if no pod became Ready
/// @param replicas how many were Ready
/// @param binding decisions by the step that fixed them
public record Scorecard(
    SloVerdict slo,
    Elasticity elasticity,
    List<Flap> flaps,
    List<TimeBudget> scaleUps,
    Optional<Percentiles> podStartUp,
    ReplicaStatistics replicas,
    Map<Constraint, Integer> binding,
    Requests requests) {

  public Scorecard {
    flaps = List.copyOf(flaps);
    scaleUps = List.copyOf(scaleUps);
    Map<Constraint, Integer> sorted = new EnumMap<>(Constraint.class);
    sorted.putAll(binding);
    binding = Collections.unmodifiableMap(sorted);
  }

  public static Scorecard of(Observed observed, Slo slo) {
    double until = observed.untilSeconds();
    List<Transition> transitions =
        Transition.of(observed.demand(), observed.desired(), observed.supply(), until);
    return new Scorecard(
        SloVerdict.of(slo, observed.windows(), transitions),
        Elasticity.of(observed.demand(), observed.supply(), until),
        Flap.of(observed.demand(), observed.supply()),
        new ScaleUps(observed, slo).budgets(),
        PodLife.startUp(observed.pods()),
        ReplicaStatistics.of(observed.supply(), observed.maxReplicas(), until),
        binding(observed.ticks()),
        observed.requests());
  }

  private static Map<Constraint, Integer> binding(List<Tick> ticks) {
    Map<Constraint, Integer> counts = new EnumMap<>(Constraint.class);
    ticks.forEach(tick -> counts.merge(tick.binding(), 1, Integer::sum));
    return counts;
  }
}
