package dev.bellows.controller.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Trials that come back: those whose file has a `cron` run at every minute (UTC) that it matches.
public final class Schedules implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Schedules.class);
  private static final Duration LOOK = Duration.ofSeconds(20);

  private final Trials trials;
  private final Optional<Path> folder;
  private final Clock clock;
  private final Map<String, TrialFile> files = new TreeMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("schedules").daemon().factory());
  private LocalDateTime last;

  /// @param folder where the files are kept; empty to forget them with this controller
  public Schedules(Trials trials, Optional<Path> folder, Clock clock) {
    this.trials = trials;
    this.folder = folder;
    this.clock = clock;
    this.last = minute();
    folder.ifPresent(this::readBack);
  }

  private void readBack(Path home) {
    try {
      Files.createDirectories(home);
      try (Stream<Path> kept = Files.list(home)) {
        kept.sorted().forEach(this::readBackFile);
      }
    } catch (IOException e) {
      LOG.warnf("scheduled trials cannot be read folder=%s cause=%s", home, e.getMessage());
    }
  }

  /// One that cannot be read keeps none of the others from coming back.
  private void readBackFile(Path file) {
    try {
      remember(TrialFileReader.read(Files.readString(file)));
    } catch (IOException | TrialFileException e) {
      LOG.warnf("a scheduled trial cannot be read file=%s cause=%s", file, e.getMessage());
    }
  }

  public void start() {
    thread.scheduleWithFixedDelay(this::look, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
  }

  /// Takes on a file with a `cron`; another one of its name is replaced.
  ///
  /// @return what was scheduled; empty for a file without a `cron`
  public Optional<Map<String, Object>> add(String text) {
    TrialFile file = trials.checked(text);
    if (file.cron().isEmpty()) {
      return Optional.empty();
    }
    remember(file);
    folder.ifPresent(home -> {
      try {
        Files.writeString(path(home, file.name()), text);
      } catch (IOException e) {
        LOG.warnf("a scheduled trial is in memory alone name=%s", file.name());
      }
    });
    return Optional.of(document(file));
  }

  private synchronized void remember(TrialFile file) {
    files.put(slug(file.name()), file);
  }

  /// Those that come back.
  public synchronized List<Map<String, Object>> list() {
    return files.values().stream().map(this::document).toList();
  }

  /// @return whether there was one of that name
  public synchronized boolean remove(String name) {
    folder.ifPresent(home -> {
      try {
        Files.deleteIfExists(path(home, name));
      } catch (IOException e) {
        LOG.warnf("a scheduled trial comes back with the next controller name=%s", name);
      }
    });
    return files.remove(slug(name)) != null;
  }

  private Map<String, Object> document(TrialFile file) {
    String next =
        file.cron()
            .map(Cron::parse)
            .flatMap(cron -> cron.next(minute()))
            .map(time -> time.toInstant(ZoneOffset.UTC).toString())
            .orElse("");
    return Documents.map("name", file.name(), "cron", file.cron().orElse(""), "next", next);
  }

  private static Path path(Path home, String name) {
    return home.resolve(slug(name) + ".yaml");
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /// Starts what is due in this minute, unless the one before it has not ended.
  void look() {
    LocalDateTime now = minute();
    if (now.equals(last)) {
      return;
    }
    last = now;
    for (TrialFile file : due(now)) {
      if (trials.isUnderWay(file.name())) {
        LOG.warnf("a scheduled trial is left out, for the last one goes on name=%s", file.name());
        continue;
      }
      try {
        trials.submit(file.text(), Optional.empty());
      } catch (RuntimeException e) {
        LOG.warnf(
            "a scheduled trial was not started name=%s cause=%s", file.name(), e.getMessage());
      }
    }
  }

  private synchronized List<TrialFile> due(LocalDateTime now) {
    List<TrialFile> due = new ArrayList<>();
    for (TrialFile file : files.values()) {
      if (file.cron().map(Cron::parse).filter(cron -> cron.matches(now)).isPresent()) {
        due.add(file);
      }
    }
    return due;
  }

  private LocalDateTime minute() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
