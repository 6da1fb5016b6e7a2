package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import dev.bellows.core.scaling.Sample;
import dev.bellows.core.scaling.Step;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/// Reconciliations a second: one CPU utilization metric, 10 pods, one tick each 15 s of virtual time, the state carried from tick to tick.
///
/// The load swings so that the ticks scale up, stay within the tolerance, are stabilized and scale down. The trace is part of every decision;
/// `explained` also writes its sentence.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class HpaEngineBenchmark {

  private static final int PODS = 10;
  private static final int TICKS = 4096;

  /// Whether the spec has a `behavior` with windows and policies, or takes the path without.
  @Param({"true", "false"})
  boolean behavior;

  private HpaPolicy policy;
  private Observation[] ticks;
  private HpaState state;
  private int next;

  @Setup
  public void prepare() {
    Target target =
        new Target("Utilization", OptionalInt.of(50), OptionalLong.empty(), OptionalLong.empty());
    HpaSpec spec =
        new HpaSpec(
            "shop",
            "web",
            new ObjectReference("Deployment", "web", "apps/v1"),
            1,
            30,
            List.of(new MetricSpec.Resource("cpu", target)),
            behavior ? new Behavior(rules(30, 100, 30), rules(300, 50, 60)) : null);
    policy = new HpaPolicy(spec, ControllerSettings.DEFAULT);
    ticks = observations();
    state = policy.initialState();
    next = 0;
  }

  private static ScalingRules rules(int windowSeconds, int percent, int periodSeconds) {
    return new ScalingRules(
        OptionalInt.of(windowSeconds),
        ScalingRules.Select.MAX,
        List.of(
            new ScalingRules.Policy(ScalingRules.Unit.PERCENT, percent, periodSeconds),
            new ScalingRules.Policy(ScalingRules.Unit.PODS, 4, periodSeconds)),
        OptionalDouble.empty());
  }

  private static Observation[] observations() {
    SplittableRandom random = new SplittableRandom(1533098058);
    List<PodObservation> pods = new ArrayList<>();
    for (int i = 0; i < PODS; i++) {
      pods.add(
          new PodObservation(
              "web-" + i,
              PodPhase.RUNNING,
              OptionalLong.of(-900_000),
              Readiness.TRUE,
              OptionalLong.of(-890_000),
              false));
    }
    List<PodObservation> listed = List.copyOf(pods);
    Map<String, Map<String, Long>> requests = Map.of("app", Map.of("cpu", 100L));
    Observation[] observations = new Observation[TICKS];
    for (int i = 0; i < TICKS; i++) {
      long atMillis = i * 15_000L;
      double load = 50 + 40 * Math.sin(i / 25.0);
      Map<String, Sample> samples = new HashMap<>();
      for (PodObservation pod : listed) {
        long milli = Math.round(load * (0.9 + 0.2 * random.nextDouble()));
        samples.put(pod.name(), new Sample(milli, atMillis - 5_000, 15_000));
      }
      observations[i] =
          new Observation(
              atMillis, PODS, PODS, listed, requests, Metrics.ofResource("cpu", samples));
    }
    return observations;
  }

  private Step<HpaState> tick() {
    if (next == TICKS) {
      next = 0;
      state = policy.initialState();
    }
    Step<HpaState> step = policy.decide(state, ticks[next++]);
    state = step.state();
    return step;
  }

  /// What the worker thread itself spent: its CPU time is the same on a busy machine, where the rate above is what the scheduler left over.
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Spent {
    public long reconciliations;
    public long cpuMicros;
    private long startedNanos;

    @Setup(Level.Iteration)
    public void start() {
      startedNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @TearDown(Level.Iteration)
    public void stop() {
      cpuMicros =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - startedNanos) / 1000;
    }
  }

  @Benchmark
  public void decided(Blackhole hole, Spent spent) {
    spent.reconciliations++;
    Step<HpaState> step = tick();
    hole.consume(step);
    hole.consume(step.decision().to());
  }

  @Benchmark
  public void explained(Blackhole hole, Spent spent) {
    spent.reconciliations++;
    Step<HpaState> step = tick();
    hole.consume(step);
    hole.consume(step.decision().sentence());
  }
}
