package dev.bellows.controller.trial;

import dev.bellows.controller.history.Mark;
import dev.bellows.controller.history.Point;
import dev.bellows.core.findings.PodUse;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scorecard.Demand;
import dev.bellows.core.scorecard.Observed;
import dev.bellows.core.scorecard.PodLife;
import dev.bellows.core.scorecard.Requests;
import dev.bellows.core.scorecard.SloWindow;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.scorecard.Tick;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// What was recorded of a stretch of time, brought into the form that is scored.
///
/// @param points at least one, oldest first
/// @param decisions of that time, oldest first
/// @param run what the load tester kept; empty where there is nothing, or no single run
/// @param capacity requests/s of one replica; empty where nobody knows it
/// @param cpuMillis CPU of one request; 0 where unknown
record Evidence(
    List<Point> points,
    List<Decision> decisions,
    Optional<RunRecord> run,
    OptionalDouble capacity,
    double cpuMillis,
    int maxReplicas) {

  /// Decisions and the points that show them may be this far apart.
  private static final double SAME_SECONDS = 4;

  private static final double KNOWN_SHARE = 0.9;

  private static final int WINDOW = 5;

  long beginMillis() {
    return points.getFirst().second() * 1_000;
  }

  double untilSeconds() {
    return points.getLast().second() - points.getFirst().second() + 1.0;
  }

  Observed observed(Collection<Double> percentiles) {
    StepSeries rate = rate();
    return new Observed(
        untilSeconds(),
        demand(rate),
        load(rate),
        metric(),
        desired(),
        sampled(point -> point.replicas().ready()),
        maxReplicas,
        pods(),
        windows(percentiles),
        decisions.stream().map(decision -> Tick.of(decision, beginMillis())).toList(),
        requests());
  }

  /// Replicas that are there, Ready or not: those that are paid for.
  StepSeries paid() {
    return sampled(point -> point.replicas().current());
  }

  /// The offered rate: as the schedule of the run has it, else as it was seen every second.
  private StepSeries rate() {
    if (run.isPresent() && !run.get().rows().isEmpty()) {
      double offset = offset(run.get());
      TreeMap<Double, Double> rates = new TreeMap<>();
      rates.put(0.0, 0.0);
      double end = 0;
      for (RunRecord.Row row : run.get().rows()) {
        rates.put(clipped(offset + row.second()), row.targetRate());
        end = offset + row.second() + 1;
      }
      rates.put(clipped(end), 0.0);
      return series(rates);
    }
    return sampled(point -> point.traffic().target());
  }

  private double offset(RunRecord record) {
    return (record.startedAt().toEpochMilli() - beginMillis()) / 1e3;
  }

  private double clipped(double seconds) {
    return Math.min(Math.max(seconds, 0), untilSeconds());
  }

  private StepSeries demand(StepSeries rate) {
    if (capacity.isPresent()) {
      return Demand.of(rate, capacity.getAsDouble());
    }
    return demandIsRecorded()
        ? sampled(point -> point.replicas().demand().orElse(1))
        : load(rate).map(replicas -> Math.max(1, Math.min(replicas, maxReplicas)));
  }

  /// The points with the demand that they are judged by.
  List<Point> judged() {
    StepSeries demand = demand(rate());
    long begin = points.getFirst().second();
    List<Point> judged = new ArrayList<>(points.size());
    for (Point point : points) {
      Point.Replicas seen = point.replicas();
      int needed = (int) demand.valueAt(point.second() - begin);
      judged.add(
          new Point(
              point.second(),
              point.traffic(),
              new Point.Replicas(
                  seen.desired(), seen.current(), seen.ready(), OptionalInt.of(needed)),
              point.cpu(),
              point.cpuTarget(),
              point.cost(),
              point.marks()));
    }
    return judged;
  }

  /// The replicas that the highest load needed, by capacity and by the autoscaler's own target.
  int peakDemand() {
    StepSeries rate = rate();
    return (int) Math.max(demand(rate).peak(), load(rate).peak());
  }

  /// Whether the demand rests on a capacity, rather than on the autoscaler's own target.
  boolean demandIsMeasured() {
    return capacity.isPresent() || demandIsRecorded();
  }

  /// Without load it is 1 whatever a replica carries, which says nothing of the time under load. A
  /// second at the edge of a run may lack it.
  private boolean demandIsRecorded() {
    List<Point> loaded = points.stream().filter(point -> point.traffic().target() > 0).toList();
    List<Point> telling = loaded.isEmpty() ? points : loaded;
    long known = telling.stream().filter(point -> point.replicas().demand().isPresent()).count();
    return known >= KNOWN_SHARE * telling.size();
  }

  /// The replicas that would carry the load at the autoscaler's CPU target.
  private StepSeries load(StepSeries rate) {
    double target = points.getLast().cpuTarget();
    return cpuMillis > 0 && target > 0
        ? rate.map(perSecond -> Math.ceil(perSecond * cpuMillis / target - 1e-9))
        : sampled(point -> point.replicas().desired());
  }

  /// What the metrics asked for, at the ticks that looked at them.
  private StepSeries metric() {
    TreeMap<Double, Double> asked = new TreeMap<>();
    asked.put(0.0, (double) points.getFirst().replicas().desired());
    for (Decision decision : decisions) {
      if (decision.toDocument().get("proposal") instanceof Number proposal) {
        asked.put(clipped(seconds(decision)), proposal.doubleValue());
      }
    }
    return series(asked);
  }

  private double seconds(Decision decision) {
    return (decision.atMillis() - beginMillis()) / 1e3;
  }

  /// Points show a change up to a second after the decision that made it; its instant is better.
  private StepSeries desired() {
    TreeMap<Double, Double> desired = new TreeMap<>();
    int before = points.getFirst().replicas().desired();
    desired.put(0.0, (double) before);
    for (Point point : points) {
      int now = point.replicas().desired();
      if (now != before) {
        double seen = point.second() - points.getFirst().second();
        desired.put(clipped(decided(before, now, seen).orElse(seen)), (double) now);
        before = now;
      }
    }
    return series(desired);
  }

  private Optional<Double> decided(int from, int to, double seen) {
    return decisions.stream()
        .filter(decision -> decision.from() == from && decision.to() == to)
        .map(this::seconds)
        .filter(at -> Math.abs(at - seen) <= SAME_SECONDS)
        .findFirst();
  }

  private List<PodLife> pods() {
    Map<String, Long> created = new LinkedHashMap<>();
    Map<String, Long> ready = new HashMap<>();
    Map<String, Long> gone = new HashMap<>();
    for (Point point : points) {
      for (Mark mark : point.marks()) {
        String pod = mark.object().replaceFirst("^pod/", "");
        long at = mark.time().toEpochMilli() - beginMillis();
        switch (mark.kind()) {
          case POD_CREATED -> created.putIfAbsent(pod, at);
          case POD_READY -> ready.putIfAbsent(pod, at);
          case POD_GONE -> gone.putIfAbsent(pod, at);
          default -> {
            // Not about pods.
          }
        }
      }
    }
    return created.entrySet().stream()
        .map(pod ->
            new PodLife(
                pod.getKey(),
                pod.getValue(),
                instant(ready, pod.getKey()),
                instant(gone, pod.getKey())))
        .toList();
  }

  private static OptionalLong instant(Map<String, Long> instants, String pod) {
    Long at = instants.get(pod);
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }

  private List<SloWindow> windows(Collection<Double> percentiles) {
    if (run.isPresent() && !run.get().slices().isEmpty()) {
      double offset = offset(run.get());
      return run.get().windows(offset, percentiles).stream()
          .filter(window -> window.fromSeconds() >= 0)
          .toList();
    }
    return windowsOfSeconds();
  }

  /// Without histograms the worst second stands for its window, which is never too kind.
  private List<SloWindow> windowsOfSeconds() {
    List<SloWindow> windows = new ArrayList<>();
    long begin = points.getFirst().second();
    for (int i = 0; i < points.size(); ) {
      long window = (points.get(i).second() - begin) / WINDOW;
      double answered = 0;
      double failed = 0;
      Map<Double, Double> worst = new HashMap<>();
      for (; i < points.size() && (points.get(i).second() - begin) / WINDOW == window; i++) {
        Point.Traffic traffic = points.get(i).traffic();
        answered += traffic.answered();
        failed += traffic.failed() + traffic.dropped();
        traffic
            .latency()
            .ifPresent(latency -> {
              worst.merge(50.0, latency.p50(), Math::max);
              worst.merge(95.0, latency.p95(), Math::max);
              worst.merge(99.0, latency.p99(), Math::max);
            });
      }
      windows.add(
          new SloWindow(
              window * WINDOW,
              (window + 1.0) * WINDOW,
              Math.round(answered),
              Math.round(failed),
              worst));
    }
    return windows;
  }

  private Requests requests() {
    if (run.isPresent()) {
      return run.get().requests();
    }
    double answered = 0;
    double failed = 0;
    double dropped = 0;
    for (Point point : points) {
      answered += point.traffic().answered();
      failed += point.traffic().failed();
      dropped += point.traffic().dropped();
    }
    return new Requests(
        Math.round(answered + failed + dropped),
        Math.round(answered),
        Math.round(failed),
        Math.round(dropped));
  }

  /// What each pod did. One that ended just before the first second is still measured in it, and no
  /// mark tells that it went.
  List<PodUse> uses() {
    Map<String, List<PodUse.CpuSample>> samples = new LinkedHashMap<>();
    long begin = points.getFirst().second();
    for (Point point : points) {
      for (Point.PodCpu pod : point.cpu()) {
        samples
            .computeIfAbsent(pod.pod(), name -> new ArrayList<>())
            .add(new PodUse.CpuSample(point.second() - begin, pod.millicores()));
      }
    }
    Set<String> came = new HashSet<>();
    pods().forEach(pod -> came.add(pod.name()));
    Set<String> went = new HashSet<>();
    points.forEach(point ->
        point.marks().stream()
            .filter(mark -> mark.kind() == Mark.Kind.POD_GONE)
            .forEach(mark -> went.add(mark.object().replaceFirst("^pod/", ""))));
    List<PodUse> uses = new ArrayList<>();
    samples.forEach((pod, cpu) ->
        uses.add(
            new PodUse(
                pod,
                !came.contains(pod)
                    && !went.contains(pod)
                    && cpu.getLast().atSeconds() >= untilSeconds() / 2,
                run.map(record -> record.run().path("pods").path(pod).asLong()).orElse(0L),
                cpu)));
    return uses;
  }

  private interface Value {
    double of(Point point);
  }

  private StepSeries sampled(Value value) {
    long begin = points.getFirst().second();
    List<StepSeries.Point> samples = new ArrayList<>();
    for (Point point : points) {
      samples.add(new StepSeries.Point(point.second() - begin, value.of(point)));
    }
    return StepSeries.sampled(samples);
  }

  private static StepSeries series(TreeMap<Double, Double> values) {
    List<StepSeries.Point> samples = new ArrayList<>();
    values.forEach((at, value) -> samples.add(new StepSeries.Point(at, value)));
    return StepSeries.sampled(samples);
  }
}
