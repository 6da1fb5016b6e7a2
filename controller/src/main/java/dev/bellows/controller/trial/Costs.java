package dev.bellows.controller.trial;

import dev.bellows.controller.cluster.PodSize;
import dev.bellows.controller.history.History;
import dev.bellows.controller.history.Mark;
import dev.bellows.controller.history.Point;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.core.cost.CostReport;
import dev.bellows.core.cost.Footprint;
import dev.bellows.core.cost.Optimizer;
import dev.bellows.core.cost.Prices;
import dev.bellows.core.cost.Proposal;
import dev.bellows.core.cost.RecordedDemand;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.simulation.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;

/// What the bench costs, what it would have cost otherwise, and which settings would cost less.
public final class Costs {
  /// The bundled target may use so many times its request.
  private static final int BURST = 5;

  private static final long USUAL_START_UP_MILLIS = 3_000;
  private static final double MEBIBYTE_MILLI = 1_000.0 * (1 << 20);

  private final History history;
  private final LiveAutoscaler autoscaler;
  private final PodSize podSize;
  private final Calibrations calibrations;

  public Costs(
      History history, LiveAutoscaler autoscaler, PodSize podSize, Calibrations calibrations) {
    this.history = history;
    this.autoscaler = autoscaler;
    this.podSize = podSize;
    this.calibrations = calibrations;
  }

  /// The cost of a time; empty where nothing was recorded.
  public Optional<Map<String, Object>> of(Instant from, Instant to) {
    List<Point> points = points(from, to);
    if (points.isEmpty()) {
      return Optional.empty();
    }
    double answered = points.stream().mapToDouble(point -> point.traffic().answered()).sum();
    CostReport report =
        CostReport.of(
            Prices.DEFAULT,
            footprint(),
            series(points, point -> point.replicas().demand().orElse(point.replicas().current())),
            series(points, point -> point.replicas().current()),
            until(points),
            Math.round(answered));
    Map<String, Object> document = new LinkedHashMap<>(Documents.of(report));
    document.put("from", Instant.ofEpochSecond(points.getFirst().second()).toString());
    document.put("to", Instant.ofEpochSecond(points.getLast().second()).toString());
    document.put(
        "prices",
        Documents.map(
            "cpuCoreHour", Prices.DEFAULT.cpuCore().amount(),
            "memoryGibibyteHour", Prices.DEFAULT.memoryGibibyte().amount(),
            "storageGibibyteMonth", Prices.DEFAULT.storageGibibyte().amount(),
            "perMillionRequests", Prices.DEFAULT.perMillionRequests()));
    return Optional.of(document);
  }

  /// Settings that would have cost so much less in that time.
  ///
  /// @throws IllegalStateException with a sentence, where that cannot be said
  public Map<String, Object> optimize(Instant from, Instant to, int percent) {
    List<Point> points = points(from, to);
    Calibrations.Known known =
        calibrations
            .nearest(cpuMillisOfRequest(points))
            .orElseThrow(() ->
                new IllegalStateException(
                    "What one replica carries is not known yet: run a trial first, which measures"
                        + " it."));
    if (points.size() < 2) {
      throw new IllegalStateException("Nothing was recorded in that time.");
    }
    long request = podSize.requestsMilli().getOrDefault("cpu", 0L);
    RecordedDemand recorded =
        new RecordedDemand(
            HpaSpec.of(autoscaler.inForce().document()),
            Surroundings.of(request, request * BURST, startUpMillis(points)),
            series(points, point -> point.traffic().target()),
            known.cpuMillis(),
            known.requestsPerSecond(),
            until(points),
            footprint(),
            Prices.DEFAULT);
    Proposal proposal =
        Optimizer.propose(recorded, percent)
            .orElseThrow(() ->
                new IllegalStateException(
                    "The autoscaler has no CPU target in percent of the request, so nothing is"
                        + " proposed."));
    return document(proposal);
  }

  private static Map<String, Object> document(Proposal proposal) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("percent", proposal.percent());
    document.put("reached", proposal.reached());
    document.put("sentence", proposal.sentence());
    document.put("savedShare", Documents.rounded(proposal.savedShare()));
    document.put(
        "changes",
        proposal.changes().stream()
            .map(change ->
                Documents.map("field", change.field(), "from", change.from(), "to", change.to()))
            .toList());
    document.put(
        "before",
        Documents.map(
            "cost", Documents.of(proposal.before().cost()),
            "elasticity", Documents.of(proposal.before().elasticity()),
            "missedRequests", Math.round(proposal.before().missedRequests()),
            "peakReplicas", proposal.before().peakReplicas()));
    document.put(
        "after",
        Documents.map(
            "cost", Documents.of(proposal.after().cost()),
            "elasticity", Documents.of(proposal.after().elasticity()),
            "missedRequests", Math.round(proposal.after().missedRequests()),
            "peakReplicas", proposal.after().peakReplicas()));
    return document;
  }

  /// CPU that the pods used for each answer, on average; 1 where nothing was answered.
  private static double cpuMillisOfRequest(List<Point> points) {
    double answered = points.stream().mapToDouble(point -> point.traffic().answered()).sum();
    double millis =
        points.stream()
            .filter(point -> point.traffic().answered() > 0)
            .flatMap(point -> point.cpu().stream())
            .mapToDouble(Point.PodCpu::millicores)
            .sum();
    return answered > 0 && millis > 0 ? millis / answered : 1;
  }

  /// What pods took from creation to Ready in that time, on average.
  private static long startUpMillis(List<Point> points) {
    Map<String, Instant> created = new HashMap<>();
    LongSummaryStatistics took = new LongSummaryStatistics();
    for (Point point : points) {
      for (Mark mark : point.marks()) {
        if (mark.kind() == Mark.Kind.POD_CREATED) {
          created.put(mark.object(), mark.time());
        } else if (mark.kind() == Mark.Kind.POD_READY && created.containsKey(mark.object())) {
          Instant begin = created.remove(mark.object());
          took.accept(Math.max(0, Duration.between(begin, mark.time()).toMillis()));
        }
      }
    }
    return took.getCount() == 0 ? USUAL_START_UP_MILLIS : Math.round(took.getAverage());
  }

  private List<Point> points(Instant from, Instant to) {
    return history.between(from.getEpochSecond(), to.getEpochSecond());
  }

  private Footprint footprint() {
    return Footprint.of(
        podSize.requestsMilli().getOrDefault("cpu", 0L),
        podSize.requestsMilli().getOrDefault("memory", 0L) / MEBIBYTE_MILLI);
  }

  private static double until(List<Point> points) {
    return points.getLast().second() - points.getFirst().second() + 1.0;
  }

  private interface Value {
    double of(Point point);
  }

  private static StepSeries series(List<Point> points, Value value) {
    long begin = points.getFirst().second();
    List<StepSeries.Point> samples = new ArrayList<>();
    for (Point point : points) {
      samples.add(new StepSeries.Point(point.second() - begin, value.of(point)));
    }
    return StepSeries.sampled(samples);
  }
}
