package dev.bellows.loadtester.api;

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
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One load being applied, or one that was. Its numbers are put together on the reporting thread,
/// away from the threads that send.
final class Run implements RunListener {

  private final String id;
  private final RunRequest request;
  private final Instant startedAt;
  private final Instant endsAt;
  private final Executor reporting;
  private final Consumer<Interval> metrics;
  private final BroadcastProcessor<RunView> updates = BroadcastProcessor.create();
  private final RunTotals totals = new RunTotals();
  private final LaneMerge lanes;
  private @Nullable SecondsLog seconds;
  private @Nullable SecondsTable table = new SecondsTable();
  private @Nullable LoadRun load;
  private volatile double intensity;
  private volatile RunState state = RunState.RUNNING;
  private volatile Snapshot snapshot = Snapshot.EMPTY;
  private volatile boolean over;

  Run(
      String id,
      RunRequest request,
      Instant startedAt,
      int lanes,
      Executor reporting,
      Consumer<Interval> metrics) {
    this.id = id;
    this.request = request;
    this.startedAt = startedAt;
    this.endsAt = startedAt.plus(request.duration());
    this.reporting = reporting;
    this.metrics = metrics;
    this.lanes = new LaneMerge(lanes);
    this.seconds = new SecondsLog(startedAt, request.duration().toSeconds());
    this.intensity = request.intensity();
  }

  synchronized void begin(LoadRun started) {
    load = started;
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

  synchronized void stop() {
    if (state != RunState.RUNNING) {
      return;
    }
    state = RunState.STOPPED;
    if (load != null) {
      load.stop();
    }
    reporting.execute(() -> updates.onNext(view()));
  }

  synchronized void changeIntensity(double percent) {
    if (state != RunState.RUNNING || load == null) {
      throw ProblemException.conflict(
          "Run %s is %s; only a running one can be changed.".formatted(id, state));
    }
    if (request.users() > 0) {
      throw ProblemException.conflict(
          "Run %s follows the closed model, which has no intensity.".formatted(id));
    }
    load.rescale(percent / request.intensity());
    intensity = percent;
  }

  double peakPerSecondAt(double percent) {
    return request.users() > 0
        ? 0
        : request.curve().peakPerSecond() * percent / request.intensity();
  }

  double targetRate() {
    return running() ? rateAt(elapsedSeconds()) : 0;
  }

  long inFlight() {
    return snapshot.counts().inFlight();
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
  synchronized Optional<String> histogramLog() {
    return Optional.ofNullable(seconds).map(SecondsLog::text);
  }

  /// One row of CSV per second, as long as they are kept.
  synchronized Optional<String> table() {
    return Optional.ofNullable(table).map(SecondsTable::text);
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
          table.add(interval, rateAt(interval.startNanos() / 1e9));
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
    updates.onNext(view());
    updates.onComplete();
  }

  RunView view() {
    Snapshot now = snapshot;
    RunState as = state;
    double elapsed = Math.min(now.elapsedSeconds(), request.duration().toMillis() / 1e3);
    double average = elapsed > 0 ? now.counts().sent() / elapsed : 0;
    return new RunView(
        id,
        as,
        now.invalidBecause().orElse(null),
        request.users() > 0 ? "closed" : "open",
        request.users(),
        intensity,
        request.type().word(),
        request.work().meanCpuMillis(),
        request.shape(),
        request.poisson() ? "poisson" : "even",
        request.seed(),
        request.target(),
        startedAt,
        endsAt,
        now.elapsedSeconds(),
        rateAt(Math.min(elapsedSeconds(), request.duration().toMillis() / 1e3)),
        as == RunState.RUNNING ? now.achievedRate() : average,
        now.counts().scheduled(),
        now.counts().sent(),
        now.counts().dropped(),
        now.counts().waiting(),
        now.counts().answered(),
        now.counts().failed(),
        now.counts().inFlight(),
        new RunView.Latency(now.corrected(), now.service(), now.lag()),
        new RunView.Latency(now.secondCorrected(), now.secondService(), now.secondLag()),
        failures(now.failures()),
        now.bytes(),
        new TreeMap<>(now.answeredByPod()),
        RunView.Links.of(id));
  }

  private double rateAt(double seconds) {
    return request.users() > 0
        ? 0
        : request.curve().ratePerSecond(seconds) * intensity / request.intensity();
  }

  private double elapsedSeconds() {
    return Math.max(0, (System.currentTimeMillis() - startedAt.toEpochMilli()) / 1e3);
  }

  private static Map<String, Long> failures(Map<FailureKind, Long> counted) {
    Map<String, Long> named = new TreeMap<>();
    counted.forEach(
        (kind, count) -> named.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), count));
    return named;
  }
}
