package dev.bellows.loadtester.api;

import dev.bellows.loadtester.engine.LoadRun;
import dev.bellows.loadtester.http.EventLoops;
import dev.bellows.loadtester.http.EventLoops.LoopTimeline;
import dev.bellows.loadtester.http.HttpTarget;
import dev.bellows.loadtester.http.PoolSettings;
import dev.bellows.loadtester.http.Wire;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;

/// The runs of this load tester, the running ones and the last that ended.
@Singleton
final class Runs {

  /// Connections are made in this time, so that the first arrivals find them.
  private static final long HEAD_START_NANOS = 50_000_000;

  /// The same where there is more to agree on than a connection: the first handshakes of a process
  /// take its threads half a second, which must not count as the target's.
  private static final Duration HANDSHAKES = Duration.ofSeconds(1);

  /// Ended parts of fleets' runs whose every second is kept: enough for a controller that was
  /// restarted to put the last runs together again.
  private static final int KEEP_INTERVALS = 4;

  private final LoadConfig config;
  private final LoadMetrics metrics;
  private final EventLoops loops;
  private final PoolSettings pool;
  private final ExecutorService reporting =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("load-report").daemon().factory());
  private final ScheduledExecutorService leases =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("load-leases").daemon().factory());
  private final Map<String, Run> runs = new LinkedHashMap<>();

  Runs(LoadConfig config, LoadMetrics metrics) {
    this.config = config;
    this.metrics = metrics;
    int threads =
        config
            .eventLoops()
            .orElseGet(() -> EventLoops.fitting(Runtime.getRuntime().availableProcessors()));
    this.loops = new EventLoops(threads);
    this.pool =
        new PoolSettings(
            Math.ceilDiv(config.connections(), threads),
            config.connectionMaxAge(),
            config.requestTimeout(),
            config.connectTimeout());
    metrics.watch(this::all);
  }

  @PreDestroy
  void close() {
    stopAll();
    loops.close();
    reporting.shutdown();
    leases.shutdownNow();
  }

  synchronized Run start(RunRequest request) {
    refuseTooMany();
    List<LoopTimeline> timelines = loops.timelines();
    RunTerms terms = request.terms();
    String id = terms.fleet().shareId().orElseGet(this::newId);
    if (runs.containsKey(id)) {
      throw ProblemException.conflict("There is a run %s already.".formatted(id));
    }
    Instant now = Instant.now();
    Instant earliest = request.endpoint().wire().equals(Wire.PLAIN) ? now : now.plus(HANDSHAKES);
    Instant startAt = terms.fleet().start(now, earliest);
    Run run = new Run(id, request, startAt, timelines.size(), reporting, metrics::record);
    runs.put(run.id(), run);
    run.begin(
        LoadRun.start(
            request.plan(config.maxInFlight()),
            Math.max(HEAD_START_NANOS, Duration.between(now, startAt).toNanos()),
            timelines,
            (lane, timeline) ->
                new HttpTarget(
                    request.endpoint(), pool, loops, timelines.get(lane), terms.seed() + lane),
            run));
    terms.fleet().lease().ifPresent(length -> run.hold(length, leases));
    forgetOld();
    return run;
  }

  synchronized Run find(String id) {
    Run run = runs.get(id);
    if (run == null) {
      throw ProblemException.unknownRun(Parameters.shown(id));
    }
    return run;
  }

  /// The newest first.
  synchronized List<Run> all() {
    return new ArrayList<>(runs.values()).reversed();
  }

  List<Run> stopAll() {
    List<Run> stopped = all().stream().filter(Run::running).toList();
    stopped.forEach(Run::stop);
    return stopped;
  }

  /// A stopped run counts until its last answer, or stopping and starting in turns would pile up
  /// connections to a target that does not answer.
  private void refuseTooMany() {
    List<Run> going = runs.values().stream().filter(run -> !run.over()).toList();
    if (going.size() < config.maxRuns()) {
      return;
    }
    long stopped = going.stream().filter(run -> !run.running()).count();
    throw ProblemException.tooManyRuns(
        stopped == 0
            ? "At most %d runs go on at the same time, and %d do; stop one with DELETE /runs/{id}."
                .formatted(config.maxRuns(), going.size())
            : "At most %d runs go on at the same time, and %d do, of which %d wait for their last answers."
                .formatted(config.maxRuns(), going.size(), stopped));
  }

  private void forgetOld() {
    List<Run> ended = runs.values().stream().filter(Run::over).toList();
    ended.stream()
        .limit(Math.max(0, ended.size() - config.keepSeconds()))
        .forEach(Run::forgetSeconds);
    ended.stream().limit(Math.max(0, ended.size() - KEEP_INTERVALS)).forEach(Run::forgetIntervals);
    Collection<String> old =
        ended.stream().limit(Math.max(0, ended.size() - config.keepRuns())).map(Run::id).toList();
    runs.keySet().removeAll(old);
  }

  private String newId() {
    String id;
    do {
      id = "r" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 35), 36);
    } while (runs.containsKey(id));
    return id;
  }
}
