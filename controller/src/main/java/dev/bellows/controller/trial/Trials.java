package dev.bellows.controller.trial;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.history.History;
import dev.bellows.controller.history.Point;
import dev.bellows.controller.loop.RefusedSpecException;
import dev.bellows.core.scaling.Decision;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/// The trials of this controller: one runs at a time, the others wait for it or are kept.
public final class Trials implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Trials.class);
  private static final int MOST_WAITING = 20;
  private static final Duration FAREWELL = Duration.ofSeconds(1);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final TrialRunner runner;
  private final TrialStore store;
  private final History history;
  private final Clock clock;
  private final BiConsumer<String, String> alarm;
  private final Map<String, Trial> live = new ConcurrentHashMap<>();

  /// From then on what is kept stays as it is.
  private volatile boolean ending;

  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("trial").daemon().factory());
  private final TrialKeeper keeper =
      new TrialKeeper() {
        @Override
        public void keep(Trial trial) {
          if (ending) {
            return;
          }
          store.put(trial.id(), trial.headline(), trial.document());
        }

        @Override
        public void keepSeries(
            Trial trial, int repetition, List<Point> points, List<Decision> decisions) {
          store.putSeries(trial.id(), repetition, points, decisions);
        }
      };

  /// @param folder where trials are kept; empty for memory alone
  /// @param alarm is told what came out worse than before: the trial and a sentence
  public static Trials on(
      LiveBench bench,
      Calibrations calibrations,
      Optional<Path> folder,
      Retention retention,
      History history,
      ObjectMapper json,
      BiConsumer<String, String> alarm) {
    return new Trials(
        new TrialRunner(bench, calibrations),
        folder,
        retention,
        history,
        json,
        Clock.systemUTC(),
        alarm);
  }

  Trials(
      TrialRunner runner,
      Optional<Path> folder,
      Retention retention,
      History history,
      ObjectMapper json,
      Clock clock,
      BiConsumer<String, String> alarm) {
    this.runner = runner;
    this.store = new TrialStore(folder, json, retention, clock);
    this.history = history;
    this.clock = clock;
    this.alarm = alarm;
    interruptThoseThatRan();
  }

  /// What had no end when the last controller ended has been interrupted by that.
  private void interruptThoseThatRan() {
    for (Map<String, Object> headline : store.headlines()) {
      if (headline.get("verdict") == null && headline.get("id") instanceof String id) {
        Map<String, Object> document = new LinkedHashMap<>(store.document(id).orElse(headline));
        String because = "The controller ended while the trial ran.";
        for (Map<String, Object> each : List.of(headline, document)) {
          each.put("state", Phase.DONE.name());
          each.put("verdict", Verdict.INTERRUPTED.name());
          each.put("because", because);
          each.put("exitCode", Verdict.INTERRUPTED.exitCode());
        }
        keepWhatWasRecorded(id, headline, document);
        store.put(id, headline, document);
      }
    }
  }

  private void keepWhatWasRecorded(
      String id, Map<String, Object> headline, Map<String, Object> document) {
    if (!(headline.get("startedAt") instanceof String started)) {
      return;
    }
    List<Point> points =
        history.between(Instant.parse(started).getEpochSecond(), history.openedAt() - 1);
    if (!points.isEmpty()) {
      String end = Instant.ofEpochSecond(points.getLast().second()).toString();
      headline.put("endedAt", end);
      document.put("endedAt", end);
      store.putSeries(id, 1, points, List.of());
    }
  }

  /// Takes a trial on; it runs when those before it have.
  ///
  /// @param text YAML or JSON
  /// @param repeat how often; empty for as often as the file says
  /// @throws TrialFileException when the file cannot be run
  public Map<String, Object> submit(String text, Optional<Integer> repeat) {
    TrialFile read = checked(text);
    TrialFile file = repeat.map(read::withRepetitions).orElse(read);
    Instant now = clock.instant();
    Trial trial;
    synchronized (this) {
      if (live.size() > MOST_WAITING) {
        throw new IllegalStateException(
            "%d trials wait already; stop one with DELETE /api/trials/{id}."
                .formatted(MOST_WAITING));
      }
      trial = new Trial(newId(file, now), file, now);
      live.put(trial.id(), trial);
    }
    keeper.keep(trial);
    worker.execute(() -> run(trial));
    return trial.headline();
  }

  /// @throws TrialFileException when the file cannot be run
  TrialFile checked(String text) {
    TrialFile file = TrialFileReader.read(text);
    try {
      runner.check(file);
      return file;
    } catch (RefusedSpecException refused) {
      String path =
          file.hpa().whole() ? refused.field() : refused.field().replaceFirst("^spec\\.", "");
      Field blamed = Field.parse(text).at("hpa").at(path);
      throw new Field("hpa." + path, blamed.node()).wrong(String.valueOf(refused.getMessage()));
    }
  }

  private void run(Trial trial) {
    try {
      if (trial.isStopped()) {
        trial.end(
            Verdict.INTERRUPTED, "It was stopped before it began.", Map.of(), clock.instant());
        keeper.keep(trial);
        return;
      }
      LOG.infof("Trial begins id=%s", trial.id());
      runner.run(trial, keeper);
      compare(trial);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Trial failed id=%s", trial.id());
      trial.end(
          Verdict.INVALID,
          "The trial failed unexpectedly, see the controller's log: " + e,
          Map.of(),
          clock.instant());
      keeper.keep(trial);
    } finally {
      live.remove(trial.id());
      LOG.infof("Trial ended id=%s %s", trial.id(), trial.headline().get("verdict"));
    }
  }

  /// An alarm for what came out worse than before.
  private void compare(Trial trial) {
    Map<String, Object> headline = trial.headline();
    List<Map<String, Object>> earlier =
        store.headlines().stream()
            .filter(other -> headline.get("name").equals(other.get("name")))
            .filter(other -> !trial.id().equals(other.get("id")) && !Regression.isVoid(other))
            .toList();
    Regression.of(headline, earlier)
        .ifPresent(worse -> {
          LOG.warnf("Trial regressed id=%s %s", trial.id(), worse);
          alarm.accept("trial/" + trial.id(), worse);
          trial.regressed(worse);
          keeper.keep(trial);
        });
  }

  private String newId(TrialFile file, Instant now) {
    String name = file.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String id = name + "-" + TIME.format(now);
    String unique = id;
    for (int i = 2; live.containsKey(unique) || store.document(unique).isPresent(); i++) {
      unique = id + "-" + i;
    }
    return unique;
  }

  /// Newest first.
  public List<Map<String, Object>> list(int most) {
    return store.headlines().stream()
        .limit(most)
        .map(headline -> {
          Trial running = live.get(String.valueOf(headline.get("id")));
          return running == null ? headline : running.headline();
        })
        .toList();
  }

  /// All that is known of a trial.
  public Optional<Map<String, Object>> find(String id) {
    Trial running = live.get(id);
    return running == null ? store.document(id) : Optional.of(running.document());
  }

  /// Where a trial is; empty for an unknown one.
  public Optional<Map<String, Object>> progress(String id) {
    Trial running = live.get(id);
    return running == null ? store.document(id) : Optional.of(running.progress(clock.instant()));
  }

  /// The recorded seconds of a repetition.
  public List<Point> series(String id, int repetition) {
    Trial running = live.get(id);
    if (running == null || !running.repetitions().isEmpty()) {
      List<Point> kept = store.series(id, repetition);
      if (!kept.isEmpty()) {
        return kept;
      }
    }
    return running == null || running.startedAt().isEmpty()
        ? List.of()
        : history.between(
            running.startedAt().get().getEpochSecond(), clock.instant().getEpochSecond());
  }

  /// Whether a trial of that name runs or waits.
  boolean isUnderWay(String name) {
    return live.values().stream().anyMatch(trial -> trial.file().name().equals(name));
  }

  /// Asks a trial to stop; false for one that does not run.
  public boolean stop(String id) {
    Trial running = live.get(id);
    if (running == null) {
      return false;
    }
    running.stop();
    return true;
  }

  /// What runs is interrupted, and gets a moment to put back what it changed of the target. It is
  /// kept as one that runs, so that the next controller gives it what was recorded of it.
  @Override
  public void close() {
    live.values().forEach(keeper::keep);
    ending = true;
    worker.shutdownNow();
    try {
      worker.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
