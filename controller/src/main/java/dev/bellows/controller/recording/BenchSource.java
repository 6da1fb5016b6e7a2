package dev.bellows.controller.recording;

import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.PodPicture;
import dev.bellows.controller.cluster.WorkloadPicture;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.history.Journal;
import dev.bellows.controller.history.Mark;
import dev.bellows.controller.history.Marks;
import dev.bellows.controller.history.Point;
import dev.bellows.controller.history.Recorder;
import dev.bellows.controller.load.RunsWatch;
import dev.bellows.controller.loop.Autoscaler;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.core.scaling.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The bench as it is in this second, from what others last saw; it waits for nobody.
public final class BenchSource implements Recorder.Source {
  private final WorkloadView workload;
  private final RunsWatch runs;
  private final LiveAutoscaler autoscaler;
  private final Journal<Decision> decisions;
  private final Journal<ClusterEvent> events;
  private final Marks marks;
  private final Pricing pricing;
  private final Demand demand;
  private final Consumer<Decision> decided;
  private final RunTraffic traffic;
  private final PodChanges pods;
  private @Nullable Decision lastDecision;
  private @Nullable ClusterEvent lastEvent;
  private @Nullable Autoscaler lastAutoscaler;

  /// What the bench costs and aims at.
  public interface Pricing {
    /// Adds the second with so many replicas and gives the sum since recording began [currency].
    double add(long second, int replicas);

    /// CPU request of a pod.
    double requestMillicores();
  }

  /// How many replicas a load needs; empty where nobody measured that.
  public interface Demand {
    OptionalInt of(List<Offer> offers);
  }

  /// @param decided is told every decision once
  public BenchSource(
      WorkloadView workload,
      RunsWatch runs,
      LiveAutoscaler autoscaler,
      Journal<Decision> decisions,
      Journal<ClusterEvent> events,
      Marks marks,
      Pricing pricing,
      Demand demand,
      Consumer<Decision> decided) {
    this.workload = workload;
    this.runs = runs;
    this.autoscaler = autoscaler;
    this.decisions = decisions;
    this.events = events;
    this.marks = marks;
    this.pricing = pricing;
    this.demand = demand;
    this.decided = decided;
    this.traffic = new RunTraffic(marks, events::add);
    this.pods = new PodChanges(marks);
  }

  @Override
  public Point observe(long second) {
    Instant now = Instant.ofEpochSecond(second);
    WorkloadPicture picture = workload.latest();
    pods.next(picture.pods(), now);
    RunTraffic.Second load = traffic.next(runs.latest().runs(), now);
    tellDecisions();
    tellWarnings();
    tellAutoscaler(now);
    return new Point(
        second,
        load.traffic(),
        new Point.Replicas(
            picture.desired(), picture.current(), picture.ready(), demand.of(load.offers())),
        cpu(picture.pods()),
        autoscaler.inForce().targetUtilization().orElse(0) / 100.0 * pricing.requestMillicores(),
        pricing.add(second, picture.current()),
        marks.take(now));
  }

  private void tellDecisions() {
    for (Decision decision : decisions.since(lastDecision)) {
      lastDecision = decision;
      decided.accept(decision);
      if (decision.rescales()) {
        marks.add(
            Instant.ofEpochMilli(decision.atMillis()),
            Mark.Kind.DECISION,
            "hpa/" + autoscaler.inForce().name(),
            "%d -> %d: %s".formatted(decision.from(), decision.to(), decision.sentence()));
      }
    }
  }

  /// A run that ended as invalid has its mark already.
  private void tellWarnings() {
    for (ClusterEvent event : events.since(lastEvent)) {
      lastEvent = event;
      if (event.type().equals("Warning") && !event.object().startsWith("run/")) {
        marks.add(
            event.time(),
            Mark.Kind.WARNING,
            event.object(),
            event.reason() + ": " + event.message());
      }
    }
  }

  private void tellAutoscaler(Instant now) {
    Autoscaler inForce = autoscaler.inForce();
    if (lastAutoscaler != null && lastAutoscaler != inForce) {
      boolean gone = inForce.name().isEmpty();
      String object = gone ? "hpa" : "hpa/" + inForce.name();
      String text = gone ? "no autoscaler scales the target" : rules(inForce);
      marks.add(now, Mark.Kind.HPA_CHANGED, object, text);
      events.add(new ClusterEvent(now, "Normal", "AutoscalerChanged", object, text));
    }
    lastAutoscaler = inForce;
  }

  private static String rules(Autoscaler autoscaler) {
    return "%d to %d replicas, CPU target %s"
        .formatted(
            autoscaler.minReplicas(),
            autoscaler.maxReplicas(),
            autoscaler.targetUtilization().map(percent -> percent + " %").orElse("none"));
  }

  private static List<Point.PodCpu> cpu(List<PodPicture> pods) {
    List<Point.PodCpu> cpu = new ArrayList<>(pods.size());
    for (PodPicture pod : pods) {
      pod.cpuMillicores()
          .ifPresent(millicores -> cpu.add(new Point.PodCpu(pod.name(), (int) millicores)));
    }
    return List.copyOf(cpu);
  }
}
