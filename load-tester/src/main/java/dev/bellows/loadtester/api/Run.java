package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.shape.Profile;
import dev.bellows.loadtester.engine.LoadRun;
import dev.bellows.loadtester.engine.RunListener;
import dev.bellows.loadtester.measure.FailureKind;
import dev.bellows.loadtester.measure.Interval;
import dev.bellows.loadtester.measure.LaneMerge;
import dev.bellows.loadtester.measure.RunTotals;
import dev.bellows.loadtester.measure.RunTotals.Snapshot;
import dev.bellows.loadtester.measure.SecondsLog;
import dev.bellows.loadtester.measure.SecondsTable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One load being applied, or one that was. Its numbers are put together on the reporting thread,
/// away from the threads that send.
final class Run implements RunListener {

  private final String id;
  private final RunTerms terms;
  private final Instant startedAt;
  private final Instant endsAt;
  private final Executor reporting;
  private final Consumer<Interval> metrics;
  private final BroadcastProcessor<RunView> updates = BroadcastProcessor.create();
  private final RunTotals totals = new RunTotals();
  private final LaneMerge lanes;
  private volatile @Nullable SecondsLog seconds;
  private volatile @Nullable SecondsTable table = new SecondsTable();
  private @Nullable LoadRun load;
  private final Intensity intensity;
  private final @Nullable IntervalLog intervals;
  private volatile @Nullable Lease lease;
  private volatile @Nullable String stoppedBecause;
  private volatile RunState state = RunState.RUNNING;
  private volatile Snapshot snapshot = Snapshot.EMPTY;
  private volatile double sendingSeconds;
  private volatile boolean over;

  Run(
      String id,
      RunRequest request,
      Instant startedAt,
      int lanes,
      Executor reporting,
      Consumer<Interval> metrics) {
    this.id = id;
    this.terms = request.terms();
    this.startedAt = startedAt;
    this.endsAt = startedAt.plus(terms.duration());
    this.sendingSeconds = terms.seconds();
    this.reporting = reporting;
    this.metrics = metrics;
    this.lanes = new LaneMerge(lanes);
    this.seconds = new SecondsLog(startedAt, terms.duration().toSeconds());
    this.intensity = new Intensity(request.curve(), terms);
    this.intervals = terms.fleet().run().isPresent() ? new IntervalLog() : null;
  }

  synchronized void begin(LoadRun started) {
    load = started;
  }

  /// From now on the run stops unless the lease is renewed.
  synchronized void hold(Duration length, ScheduledExecutorService timer) {
    lease = new Lease(length, startedAt, timer, () -> stop(ranOut(length)));
  }

  private static String ranOut(Duration length) {
    return "its lease ran out: nobody renewed it for %s s"
        .formatted(Parameters.plain(length.toMillis() / 1e3));
  }

  synchronized void renew() {
    if (lease == null) {
      throw ProblemException.conflict("Run %s has no lease.".formatted(id));
    }
    if (state != RunState.RUNNING || !lease.renew()) {
      throw ProblemException.conflict(
          "Run %s is %s; only the lease of a running one can be renewed.".formatted(id, state));
    }
  }

  String id() {
    return id;
  }

  boolean running() {
    return state == RunState.RUNNING;
  }

  /// Whether its last request is answered or given up, so that it holds no connection any more.
  boolean over() {
    return over;
  }

  void stop() {
    stop(null);
  }

  private synchronized void stop(@Nullable String because) {
    if (state != RunState.RUNNING) {
      return;
    }
    stoppedBecause = because;
    sendingSeconds = Math.min(sendingSeconds, elapsedSeconds());
    state = RunState.STOPPED;
    if (load != null) {
      load.stop();
    }
    reporting.execute(() -> updates.onNext(view()));
  }

  /// @param at when, or nothing for at once
  synchronized void changeIntensity(double percent, Optional<Instant> at) {
    if (state != RunState.RUNNING || load == null) {
      throw ProblemException.conflict(
          "Run %s is %s; only a running one can be changed.".formatted(id, state));
    }
    if (terms.users() > 0) {
      throw ProblemException.conflict(
          "Run %s follows the closed model, which has no intensity.".formatted(id));
    }
    long fromNanos =
        at.map(moment -> Math.max(0, Duration.between(startedAt, moment).toNanos()))
            .orElseGet(load::nextChangeNanos);
    if (fromNanos / 1e9 < intensity.latestChangeSeconds()) {
      throw ProblemException.conflict(
          "Run %s has a later change of intensity before it; wait for that one.".formatted(id));
    }
    load.rescale(percent / terms.intensity(), fromNanos);
    intensity.change(fromNanos / 1e9, percent);
  }

  double busiestSecondAt(double percent) {
    return intensity.busiestSecondAt(percent);
  }

  Slice slice() {
    return terms.fleet().slice();
  }

  double targetRate() {
    return running() ? rateNow() : 0;
  }

  long inFlight() {
    return snapshot.counts().inFlight();
  }

  long waiting() {
    return snapshot.counts().waiting();
  }

  boolean invalid() {
    return snapshot.invalidBecause().isPresent();
  }

  double achievedRate() {
    return running() ? snapshot.achievedRate() : 0;
  }

  /// The run now, then again every second, to its end.
  Multi<RunView> events() {
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(this::view), updates.onOverflow().dropPreviousItems());
  }

  /// The histograms by second, as long as they are kept.
  Optional<String> histogramLog() {
    return Optional.ofNullable(seconds).map(SecondsLog::text);
  }

  /// One row of CSV per second, as long as they are kept.
  Optional<String> table() {
    return Optional.ofNullable(table).map(SecondsTable::text);
  }

  /// The seconds from number `first` on with all that was measured in them, for a controller that
  /// puts the parts of a run together.
  synchronized IntervalsView intervals(int first) {
    if (intervals == null) {
      throw ProblemException.conflict("Run %s is no part of a fleet's run.".formatted(id));
    }
    return new IntervalsView(
        view(),
        over && intervals.isLast(first),
        intensity.planned(),
        Instant.now(),
        intervals.from(first));
  }

  synchronized void forgetIntervals() {
    if (intervals != null) {
      intervals.clear();
    }
  }

  synchronized void forgetSeconds() {
    seconds = null;
    table = null;
  }

  @Override
  public void interval(int lane, Interval interval) {
    reporting.execute(() -> {
      lanes.add(lane, interval);
      report();
    });
  }

  @Override
  public void ended(int lane) {
    reporting.execute(() -> {
      lanes.ended(lane);
      report();
      if (lanes.allEnded()) {
        end();
      }
    });
  }

  private void report() {
    for (Optional<Interval> next = lanes.poll(); next.isPresent(); next = lanes.poll()) {
      Interval interval = next.get();
      snapshot = totals.add(interval);
      metrics.accept(interval);
      synchronized (this) {
        if (seconds != null) {
          seconds.add(interval);
        }
        if (table != null) {
          table.add(interval, rateIn(interval));
        }
        if (intervals != null) {
          intervals.add(interval, rateIn(interval));
        }
      }
      updates.onNext(view());
    }
  }

  private synchronized void end() {
    if (state == RunState.RUNNING) {
      state = snapshot.invalidBecause().isPresent() ? RunState.INVALID : RunState.DONE;
    }
    over = true;
    intensity.end(sendingSeconds);
    load = null;
    updates.onNext(view());
    updates.onComplete();
  }

  RunView view() {
    Snapshot now = snapshot;
    RunState as = state;
    Lease held = lease;
    double elapsed = Math.min(now.elapsedSeconds(), sendingSeconds);
    double measured = elapsed - terms.warmUpSeconds();
    double average = measured > 0 ? now.counts().sent() / measured : 0;
    return new RunView(
        id,
        as,
        now.invalidBecause().orElse(null),
        terms.users() > 0 ? "closed" : "open",
        terms.users(),
        intensity.latest(),
        terms.type().word(),
        terms.cpuMillis(),
        terms.shape(),
        terms.poisson() ? "poisson" : "even",
        terms.seed(),
        terms.target(),
        startedAt,
        endsAt,
        now.elapsedSeconds(),
        rateNow(),
        as == RunState.RUNNING ? now.achievedRate() : average,
        now.counts().scheduled(),
        now.counts().sent(),
        now.counts().dropped(),
        now.counts().waiting(),
        now.counts().answered(),
        now.counts().failed(),
        now.counts().inFlight(),
        RunView.WarmUp.of(terms.warmUp(), now.warmUp()),
        new RunView.Latency(now.corrected(), now.service(), now.lag()),
        new RunView.Latency(now.secondCorrected(), now.secondService(), now.secondLag()),
        failures(now.failures()),
        now.bytes(),
        new TreeMap<>(now.answeredByPod()),
        terms.profile().map(Profile::word).orElse(null),
        terms.fleet().run().orElse(null),
        terms.fleet().run().isPresent() || slice().count() > 1 ? slice().toString() : null,
        as == RunState.RUNNING && held != null ? held.endsAt() : null,
        stoppedBecause,
        RunView.Links.of(id));
  }

  private double rateIn(Interval interval) {
    double from = interval.startNanos() / 1e9;
    return from < sendingSeconds ? intensity.rateAt(from) : 0;
  }

  /// The rate that the schedule asks for, or asked for last.
  private double rateNow() {
    return intensity.rateAt(Math.min(elapsedSeconds(), sendingSeconds));
  }

  private double elapsedSeconds() {
    return Math.max(0, (System.currentTimeMillis() - startedAt.toEpochMilli()) / 1e3);
  }

  static Map<String, Long> failures(Map<FailureKind, Long> counted) {
    Map<String, Long> named = new TreeMap<>();
    counted.forEach(
        (kind, count) -> named.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), count));
    return named;
  }
}
