package dev.bellows.controller.loop;

import dev.bellows.controller.cluster.AutoscalerStatus;
import dev.bellows.controller.cluster.SightingSink;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.Step;
import dev.bellows.core.scaling.hpa.HpaPolicy;
import dev.bellows.core.scaling.hpa.HpaState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The engine in the shadow of a cluster's own autoscaler: at every change of that one's status it
/// decides from the same observations, and remembers what the cluster did.
///
/// ```
///   arrivals  --pods--metrics------replicas 4->8-status-------------> time
///   tick                          ^ the moment the autoscaler looked
///   evaluated                                          ^ when the next metrics are known, too
/// ```
///
/// What the autoscaler saw is inferred. Its tick is the arrival of the change it made: of the new
/// replica count where it rescaled, which it writes first, else of its status. Ticks are 15 s apart
/// or a little more, because its work queue waits that long after each; so one that seems to come
/// too early is a late message before it. Of the metrics known around the tick those count whose
/// average is the one that the status shows. A tick that changes nothing in the status arrives
/// nowhere; it is assumed when the time for it has passed, because it leaves a recommendation
/// behind. In a time in which the API server gave no answer none is assumed, and what follows one
/// that may have been missed so is counted apart until it is out of the windows.
public final class ShadowAutoscaler implements SightingSink {
  /// The answer of the metrics API that comes next has been seen by then.
  private static final long SETTLE_MILLIS = 1_500;

  /// A tick that has not shown itself for so long has changed nothing.
  private static final long SILENCE_MILLIS = 2_500;

  /// The new replica count arrives before the status that tells of it, by no more than this.
  private static final long RESCALE_MILLIS = 3_000;

  /// The work of a tick, in a quiet cluster.
  private static final long TICK_WORK_MILLIS = 15;

  /// A tick cannot come earlier than the interval allows; this much is a late message, more is a
  /// controller that began anew.
  private static final long LATENESS_MILLIS = 2_000;

  /// A pod whose change arrived in this time before the tick may not have been known to it.
  private static final long PODS_BEFORE_MILLIS = 300;

  private final DecisionSink decisions;
  private final long intervalMillis;
  private final Sightings sightings = new Sightings();
  private final Deque<Change> pending = new ArrayDeque<>();
  private @Nullable Watched watched;
  private volatile AgreementSummary summary = AgreementSummary.NONE;

  /// A status that arrived, and the one before.
  private record Change(long atMillis, Object before, Object status, Watched by) {}

  /// A time in which the API server gave no answer, the last one that there was.
  private record Unseen(long fromMillis, long toMillis) {}

  /// The autoscaler as it was last seen, and what the engine remembers of it.
  private static final class Watched {
    private long sinceMillis;
    private boolean fromItsBeginning;
    private Autoscaler autoscaler;
    private HpaPolicy policy;
    private Object status;
    private HpaState memory = HpaState.INITIAL;
    private @Nullable Long lastTickMillis;
    private @Nullable Unseen unseen;

    Watched(long sinceMillis, boolean fromItsBeginning, Autoscaler autoscaler, Object status) {
      this.sinceMillis = sinceMillis;
      this.fromItsBeginning = fromItsBeginning;
      this.autoscaler = autoscaler;
      this.policy = autoscaler.policy();
      this.status = status;
    }

    boolean remembersAll(long atMillis) {
      return fromItsBeginning || atMillis - sinceMillis > LookBack.longestMillis(autoscaler.spec());
    }

    /// A tick that perhaps was none: what is known of the autoscaler begins after it.
    void missed(long tickMillis) {
      fromItsBeginning = false;
      sinceMillis = tickMillis;
      lastTickMillis = tickMillis;
    }

    boolean wasUnseen(long atMillis) {
      return unseen != null && unseen.fromMillis() <= atMillis && atMillis <= unseen.toMillis();
    }
  }

  public ShadowAutoscaler(DecisionSink decisions, Duration interval) {
    this.decisions = decisions;
    this.intervalMillis = interval.toMillis();
  }

  public AgreementSummary summary() {
    return summary;
  }

  @Override
  public synchronized void pods(
      long atMillis, List<PodObservation> pods, Map<String, Map<String, Long>> requestsMilli) {
    sightings.pods(atMillis, pods, requestsMilli);
  }

  @Override
  public synchronized void replicas(long atMillis, int specReplicas) {
    sightings.replicas(atMillis, specReplicas);
  }

  @Override
  public synchronized void metrics(long atMillis, Metrics metrics) {
    sightings.metrics(atMillis, metrics);
  }

  @Override
  public synchronized void noAutoscaler(long atMillis) {
    watched = null;
    pending.clear();
  }

  @Override
  public synchronized void autoscaler(long atMillis, Map<String, Object> document) {
    Object status = document.getOrDefault("status", Map.of());
    Autoscaler autoscaler = new Autoscaler(document);
    @Nullable Watched known = watched;
    if (known == null || !uid(known.autoscaler).equals(uid(autoscaler))) {
      pending.clear();
      watched =
          new Watched(atMillis, Documents.find(status, "conditions").isEmpty(), autoscaler, status);
      return;
    }
    if (!known.autoscaler.spec().equals(autoscaler.spec())) {
      known.policy = autoscaler.policy();
    }
    known.autoscaler = autoscaler;
    if (!known.status.equals(status)) {
      pending.add(new Change(atMillis, known.status, status, known));
      known.status = status;
    }
  }

  @Override
  public synchronized void unseen(long fromMillis, long toMillis) {
    @Nullable Watched known = watched;
    if (known != null) {
      known.unseen = new Unseen(fromMillis, toMillis);
    }
  }

  @Override
  public synchronized void upTo(long nowMillis) {
    while (!pending.isEmpty() && pending.getFirst().atMillis() + SETTLE_MILLIS <= nowMillis) {
      evaluate(pending.removeFirst());
    }
    @Nullable Watched known = watched;
    while (known != null
        && pending.isEmpty()
        && known.lastTickMillis != null
        && next(known.lastTickMillis) + SILENCE_MILLIS < nowMillis) {
      passSilently(known, next(known.lastTickMillis));
    }
  }

  private void evaluate(Change change) {
    Watched by = change.by();
    AutoscalerStatus status = WatchedAutoscaler.status(change.status());
    AutoscalerStatus before = WatchedAutoscaler.status(change.before());
    boolean rescaled =
        lastScale(change.status()).isPresent()
            ? !lastScale(change.status()).equals(lastScale(change.before()))
            : before.desiredReplicas() != 0 && before.desiredReplicas() != status.desiredReplicas();
    Optional<Sightings.Seen<Integer>> rescale =
        rescaled
            ? sightings.replicasBefore(
                status.desiredReplicas(), change.atMillis(), change.atMillis() - RESCALE_MILLIS)
            : Optional.empty();
    int from =
        rescale
            .map(Sightings.Seen::value)
            .or(() ->
                rescaled
                    ? Optional.of(before.desiredReplicas())
                    : sightings.replicasAt(change.atMillis()))
            .orElse(status.desiredReplicas());
    // One that finds no metrics reports the number it last had, 0 if it never had one, and leaves
    // the replicas alone.
    int to = rescaled ? status.desiredReplicas() : from;
    long seenMillis = rescale.map(Sightings.Seen::atMillis).orElse(change.atMillis());
    long tickMillis = tick(by, seenMillis);
    while (by.lastTickMillis != null && tickMillis - by.lastTickMillis > 3 * intervalMillis / 2) {
      passSilently(by, next(by.lastTickMillis));
    }
    if (by.lastTickMillis == null && !by.fromItsBeginning) {
      by.memory =
          SteadyPast.before(
              tickMillis,
              from,
              before.desiredReplicas(),
              intervalMillis + TICK_WORK_MILLIS,
              LookBack.longestMillis(by.autoscaler.spec()));
    }
    Candidate chosen = choose(by, status, tickMillis, seenMillis, from);
    conclude(change, by, status, chosen, from, to);
    by.lastTickMillis = tickMillis;
  }

  private long next(long tickMillis) {
    return tickMillis + intervalMillis + TICK_WORK_MILLIS;
  }

  /// When the autoscaler looked, by a clock of our own that runs at the pace of its work queue.
  private long tick(Watched by, long seenMillis) {
    if (by.lastTickMillis == null) {
      return seenMillis;
    }
    long gap = seenMillis - by.lastTickMillis;
    long ticks = Math.max(1, Math.round((double) gap / intervalMillis));
    long earliest = by.lastTickMillis + ticks * (intervalMillis + 1);
    boolean beganAnew = earliest - seenMillis > LATENESS_MILLIS;
    return beganAnew ? seenMillis : Math.max(seenMillis, earliest);
  }

  /// One way in which the inputs may have been.
  private record Candidate(
      Observation observation, Step<HpaState> step, Snapshot snapshot, boolean metricsMatch) {}

  private Candidate choose(
      Watched by, AutoscalerStatus status, long tickMillis, long seenMillis, int from) {
    @Nullable Candidate first = null;
    for (long podsAtMillis : new long[] {seenMillis, seenMillis - PODS_BEFORE_MILLIS}) {
      for (Snapshot snapshot : Snapshot.values()) {
        Observation seen =
            sightings.observation(
                tickMillis, podsAtMillis, seenMillis, snapshot, from, status.currentReplicas());
        Step<HpaState> step = by.policy.decide(by.memory, seen);
        boolean match = StatusComparison.sameMetrics(status, step.decision());
        Candidate candidate = new Candidate(seen, step, snapshot, match);
        if (match) {
          return candidate;
        }
        first = first == null ? candidate : first;
      }
    }
    return first;
  }

  private void conclude(
      Change change, Watched by, AutoscalerStatus status, Candidate chosen, int from, int to) {
    Decision computed = chosen.step().decision();
    List<String> differences = StatusComparison.differences(status, computed);
    boolean comparable = LookBack.readable(by.autoscaler.spec());
    boolean agrees = differences.isEmpty();
    boolean remembersAll = by.remembersAll(change.atMillis());
    summary = comparable ? summary.changed(remembersAll, agrees) : summary.changedBeyondSight();
    by.memory = corrected(by, chosen, from, to);
    decisions.record(
        new ShadowDecision(
            status,
            from,
            to,
            computed,
            comparable ? agrees : null,
            ShadowInputs.document(
                chosen.observation(),
                change.atMillis(),
                chosen.snapshot(),
                chosen.metricsMatch(),
                remembersAll,
                differences)));
  }

  /// What the engine recommended stays its own; what was done is what the cluster did.
  private static HpaState corrected(Watched by, Candidate chosen, int from, int to) {
    return by.policy.remembering(
        by.memory, chosen.step(), from, to, chosen.observation().atMillis());
  }

  /// A tick at which the cluster changed nothing. Where nothing was seen there may have been none:
  /// an autoscaler that does not reach the API server, either, recommends nothing.
  private void passSilently(Watched by, long tickMillis) {
    if (by.wasUnseen(tickMillis)) {
      by.missed(tickMillis);
      return;
    }
    AutoscalerStatus status = WatchedAutoscaler.status(by.status);
    int from = sightings.replicasAt(tickMillis).orElse(status.desiredReplicas());
    Candidate chosen = choose(by, status, tickMillis, tickMillis, from);
    summary = summary.silent(!chosen.step().decision().rescales());
    by.memory = by.policy.remembering(by.memory, chosen.step(), from, from, tickMillis);
    by.lastTickMillis = tickMillis;
  }

  private static Optional<Instant> lastScale(Object status) {
    return Documents.find(status, "lastScaleTime").map(Object::toString).map(Instant::parse);
  }

  private static String uid(Autoscaler autoscaler) {
    return Documents.find(autoscaler.document(), "metadata", "uid")
        .map(Object::toString)
        .orElse("");
  }
}
