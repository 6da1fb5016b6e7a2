package dev.bellows.core.simulation;

import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.Sample;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.scorecard.StepSeries.Point;
import dev.bellows.core.scorecard.Tick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The pods of one workload under a load, in virtual time.
final class SimulatedWorkload {

  private static final String CPU = "cpu";
  private static final String CONTAINER = "app";
  private static final long LONG_AGO_MILLIS = -3_600_000;
  private static final double MILLIS_PER_SECOND = 1000;

  /// Millicores x milliseconds in a core second.
  private static final double PER_CORE_SECOND = 1e6;

  private final Surroundings surroundings;
  private final List<Point> load;
  private final Map<String, Map<String, Long>> requests;
  private final CpuUse use = new CpuUse();
  private final List<SimulatedPod> pods = new ArrayList<>();
  private final List<Point> desired = new ArrayList<>();
  private final List<Point> supply = new ArrayList<>();
  private final List<Point> utilization = new ArrayList<>();
  private Metrics metrics = Metrics.NONE;
  private long now;
  private int inLoad;
  private int created;
  private double offeredTotal;
  private double missedTotal;

  SimulatedWorkload(Surroundings surroundings, StepSeries offeredMillicores, int replicas) {
    this.surroundings = surroundings;
    this.load = offeredMillicores.points();
    this.requests = Map.of(CONTAINER, Map.of(CPU, surroundings.cpuRequestMillicores()));
    long window = surroundings.scrapeMillis();
    long reading = surroundings.firstScrapeMillis() - surroundings.lagMillis() - window;
    for (int i = 0; i < replicas; i++) {
      pods.add(SimulatedPod.old(nextName(), LONG_AGO_MILLIS, reading, window));
    }
    show();
    desired.add(new Point(0, replicas));
    supply.add(new Point(0, replicas));
  }

  /// Lets time pass. Between two moments at which the load or the Ready pods change, all is
  /// constant.
  void advance(long toMillis) {
    while (now < toMillis) {
      long next = Math.min(toMillis, Math.min(nextLoadMillis(), nextReadyMillis()));
      int ready = ready();
      double offered = load.get(inLoad).value();
      double each = ready == 0 ? 0 : Math.min(offered / ready, surroundings.cpuLimitMillicores());
      use.advance(next, each);
      offeredTotal += offered * (next - now);
      missedTotal += (offered - each * ready) * (next - now);
      utilization.add(
          new Point(now / MILLIS_PER_SECOND, 100 * each / surroundings.cpuRequestMillicores()));
      now = next;
      while (nextLoadMillis() <= now) {
        inLoad++;
      }
      supply.add(new Point(now / MILLIS_PER_SECOND, ready()));
    }
  }

  /// Lets the metrics API take its readings.
  void scrape() {
    for (SimulatedPod pod : pods) {
      pod.scrape(now - surroundings.lagMillis(), surroundings.scrapeMillis(), use);
    }
    show();
  }

  /// What the autoscaler sees; before the load begins, the idle workload.
  Observation observe(long atMillis) {
    List<PodObservation> seen = new ArrayList<>(pods.size());
    for (SimulatedPod pod : pods) {
      seen.add(pod.at(atMillis));
    }
    return new Observation(atMillis, pods.size(), pods.size(), seen, requests, metrics);
  }

  /// Creates pods, or ends the youngest.
  void scale(int replicas) {
    if (replicas == pods.size()) {
      return;
    }
    while (pods.size() < replicas) {
      pods.add(new SimulatedPod(nextName(), now, now + surroundings.startUpMillis()));
    }
    while (pods.size() > replicas) {
      pods.removeLast();
    }
    desired.add(new Point(now / MILLIS_PER_SECOND, replicas));
    supply.add(new Point(now / MILLIS_PER_SECOND, ready()));
    show();
  }

  SimulatedRun run(List<Tick> ticks) {
    return new SimulatedRun(
        latest(desired),
        latest(supply),
        latest(utilization),
        ticks,
        offeredTotal / PER_CORE_SECOND,
        missedTotal / PER_CORE_SECOND);
  }

  private void show() {
    Map<String, Sample> samples = HashMap.newHashMap(pods.size());
    for (SimulatedPod pod : pods) {
      Sample sample = pod.sample();
      if (sample != null) {
        samples.put(pod.name(), sample);
      }
    }
    metrics = Metrics.ofResource(CPU, samples);
  }

  private int ready() {
    int ready = 0;
    for (SimulatedPod pod : pods) {
      ready += pod.readyMillis() <= now ? 1 : 0;
    }
    return ready;
  }

  private long nextReadyMillis() {
    long next = Long.MAX_VALUE;
    for (SimulatedPod pod : pods) {
      next = pod.readyMillis() > now ? Math.min(next, pod.readyMillis()) : next;
    }
    return next;
  }

  private long nextLoadMillis() {
    return inLoad + 1 < load.size()
        ? Math.round(load.get(inLoad + 1).atSeconds() * MILLIS_PER_SECOND)
        : Long.MAX_VALUE;
  }

  private String nextName() {
    created++;
    return "pod-" + created;
  }

  /// Of several values at one moment, the last.
  private static StepSeries latest(List<Point> points) {
    List<Point> kept = new ArrayList<>(points.size());
    for (Point point : points) {
      if (!kept.isEmpty() && kept.getLast().atSeconds() == point.atSeconds()) {
        kept.removeLast();
      }
      kept.add(point);
    }
    return StepSeries.sampled(kept);
  }
}
