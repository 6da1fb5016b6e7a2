package dev.bellows.core.findings;

import dev.bellows.core.scaling.Constraint;
import dev.bellows.core.scaling.hpa.ControllerSettings;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scaling.hpa.MetricSpec;
import dev.bellows.core.scaling.hpa.ObjectReference;
import dev.bellows.core.scaling.hpa.Target;
import dev.bellows.core.scorecard.Observed;
import dev.bellows.core.scorecard.PodLife;
import dev.bellows.core.scorecard.Requests;
import dev.bellows.core.scorecard.Scorecard;
import dev.bellows.core.scorecard.Slo;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.scorecard.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A trial in which nothing goes wrong, to be spoiled in one way: a load for 4 replicas from 10 s
/// to 200 s, two scale-ups, pods Ready after 2 s.
final class Fixture {

  double until = 300;
  StepSeries demand = StepSeries.of(0, 1, 10, 2, 200, 1);
  StepSeries load = StepSeries.of(0, 0.1, 10, 3.6, 200, 0.1);
  StepSeries metric = StepSeries.of(0, 1, 25, 2, 55, 4, 215, 1);
  StepSeries desired = StepSeries.of(0, 1, 30, 2, 60, 4, 260, 1);
  StepSeries supply = StepSeries.of(0, 1, 32, 2, 62, 4, 260, 1);
  int max = 10;
  OptionalLong request = OptionalLong.of(100);
  OptionalInt target = OptionalInt.of(50);
  Optional<String> invalid = Optional.empty();
  Requests requests = new Requests(7000, 7000, 0, 0);
  final List<PodLife> pods =
      new ArrayList<>(
          List.of(pod("a", 0, 0), pod("b", 30, 32), pod("c", 60, 62), pod("d", 60, 62)));
  final List<PodUse> uses =
      new ArrayList<>(
          List.of(
              use("a", true, 2000, 40, 100, 50, 150, 48),
              use("b", false, 2000, 40, 100, 45, 150, 51),
              use("c", false, 1500, 70, 100, 44, 150, 47),
              use("d", false, 1500, 70, 100, 46, 150, 49)));
  final List<Tick> ticks =
      new ArrayList<>(
          List.of(
              new Tick(15, 1, 1, Constraint.TOLERANCE),
              new Tick(30, 1, 2, Constraint.RATE),
              new Tick(60, 2, 4, Constraint.RATE),
              new Tick(75, 4, 4, Constraint.TOLERANCE),
              new Tick(90, 4, 4, Constraint.TOLERANCE)));
  final List<dev.bellows.core.scaling.hpa.check.Finding> surprises = new ArrayList<>();

  TrialRecord trial() {
    Observed observed =
        new Observed(
            until, demand, load, metric, desired, supply, max, pods, List.of(), ticks, requests);
    HpaSpec hpa =
        new HpaSpec(
            "default",
            "web",
            new ObjectReference("Deployment", "web", "apps/v1"),
            1,
            max,
            List.of(
                new MetricSpec.Resource(
                    "cpu",
                    new Target("Utilization", target, OptionalLong.empty(), OptionalLong.empty()))),
            null);
    return new TrialRecord(
        observed,
        Scorecard.of(observed, Slo.forWork(10)),
        hpa,
        ControllerSettings.DEFAULT,
        request,
        uses,
        surprises,
        invalid);
  }

  List<Finding> findings() {
    return Findings.in(trial());
  }

  static PodLife pod(String name, double createdSeconds, double readySeconds) {
    return new PodLife(
        name,
        Math.round(createdSeconds * 1000),
        OptionalLong.of(Math.round(readySeconds * 1000)),
        OptionalLong.empty());
  }

  /// @param cpu times and millicores in turn, the first a number of millicores at 65 s
  static PodUse use(String name, boolean throughout, long answered, double first, double... cpu) {
    List<PodUse.CpuSample> samples = new ArrayList<>();
    samples.add(new PodUse.CpuSample(65, first));
    for (int i = 0; i < cpu.length; i += 2) {
      samples.add(new PodUse.CpuSample(cpu[i], cpu[i + 1]));
    }
    return new PodUse(name, throughout, answered, samples);
  }
}
