package dev.bellows.core.simulation;

import dev.bellows.core.scaling.ScalingPolicy;
import dev.bellows.core.scaling.Step;
import dev.bellows.core.scaling.hpa.ControllerSettings;
import dev.bellows.core.scaling.hpa.HpaPolicy;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.scorecard.Tick;
import java.util.ArrayList;
import java.util.List;

/// An autoscaler and the workload it scales, closed into a loop in virtual time: the load is shared
/// by the Ready pods, metrics show it late, the policy decides, pods start.
///
/// The policy is the object that runs live. What it cannot see here either: the load is spread
/// evenly over the Ready pods, what exceeds their limits is lost at once instead of queueing, and
/// pods start and stop without burning CPU of their own. The same input gives the same run.
public final class Simulation {

  private static final double MILLIS_PER_SECOND = 1000;
  private static final long REST_MILLIS = 600_000;

  private Simulation() {}

  /// Runs a horizontal pod autoscaler with the flags of a default controller manager.
  public static SimulatedRun run(
      HpaSpec spec, Surroundings surroundings, StepSeries offeredMillicores, double untilSeconds) {
    return run(
        new HpaPolicy(spec, ControllerSettings.DEFAULT),
        surroundings,
        offeredMillicores,
        Math.max(1, spec.minReplicas()),
        untilSeconds);
  }

  /// @param offeredMillicores the CPU that the load asks for: rate x CPU per request
  /// @param replicas Ready when the load begins
  public static <S> SimulatedRun run(
      ScalingPolicy<S> policy,
      Surroundings surroundings,
      StepSeries offeredMillicores,
      int replicas,
      double untilSeconds) {
    SimulatedWorkload workload = new SimulatedWorkload(surroundings, offeredMillicores, replicas);
    long until = Math.round(untilSeconds * MILLIS_PER_SECOND);
    List<Tick> ticks = new ArrayList<>();
    S state = rested(policy, surroundings, workload);
    long scrape = surroundings.firstScrapeMillis();
    long tick = surroundings.firstTickMillis();
    while (Math.min(scrape, tick) < until) {
      if (scrape <= tick) {
        workload.advance(scrape);
        workload.scrape();
        scrape += surroundings.scrapeMillis();
      } else {
        workload.advance(tick);
        Step<S> step = policy.decide(state, workload.observe(tick));
        state = step.state();
        ticks.add(Tick.of(step.decision(), 0));
        workload.scale(step.decision().to());
        tick += surroundings.tickMillis();
      }
    }
    workload.advance(until);
    return workload.run(ticks);
  }

  /// What the policy remembers of the time before the load: it looked at the idle workload and left
  /// it alone. Where it would not have, it remembers nothing.
  private static <S> S rested(
      ScalingPolicy<S> policy, Surroundings surroundings, SimulatedWorkload workload) {
    S state = policy.initialState();
    long first = surroundings.firstTickMillis();
    long ticks = REST_MILLIS / surroundings.tickMillis();
    for (long before = ticks; before > 0; before--) {
      Step<S> step =
          policy.decide(state, workload.observe(first - before * surroundings.tickMillis()));
      if (step.decision().rescales()) {
        return policy.initialState();
      }
      state = step.state();
    }
    return state;
  }

  /// The root of the mean squared distance of two paths, sampled once a second \[replicas\].
  public static double distance(StepSeries one, StepSeries other, double untilSeconds) {
    double sum = 0;
    int count = 0;
    for (int second = 0; second < untilSeconds; second++) {
      double difference = one.valueAt(second) - other.valueAt(second);
      sum += difference * difference;
      count++;
    }
    return Math.sqrt(sum / count);
  }
}
