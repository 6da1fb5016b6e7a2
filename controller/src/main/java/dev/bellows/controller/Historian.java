package dev.bellows.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.PodSize;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.history.Archive;
import dev.bellows.controller.history.History;
import dev.bellows.controller.history.HistoryConfig;
import dev.bellows.controller.history.Journal;
import dev.bellows.controller.history.Marks;
import dev.bellows.controller.history.Point;
import dev.bellows.controller.history.Recorder;
import dev.bellows.controller.load.RunsWatch;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.controller.recording.BenchSource;
import dev.bellows.controller.trial.Calibrations;
import dev.bellows.core.scaling.Decision;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Puts the history together and keeps it going.
@Singleton
final class Historian {
  private static final Logger LOG = Logger.getLogger(Historian.class);
  private static final long MEBIBYTE = 1L << 20;

  /// Behind what opens ports and starts pods: what cannot start has no history.
  private static final int LATE = 4_000;

  private final Instance<Recorder> recorder;
  private final Instance<History> history;

  Historian(Instance<Recorder> recorder, Instance<History> history) {
    this.recorder = recorder;
    this.history = history;
  }

  void start(@Observes @Priority(LATE) StartupEvent event) {
    recorder.get().start();
  }

  void stop(@Observes ShutdownEvent event) throws IOException {
    recorder.get().close();
    if (history.get().archive().isPresent()) {
      history.get().archive().get().close();
    }
  }

  @Produces
  @Singleton
  static History history(
      @ConfigProperty(name = "bellows.home") Optional<Path> home,
      HistoryConfig config,
      Journal<ClusterEvent> events) {
    Clock clock = Clock.systemUTC();
    Path folder =
        config.folder().orElseGet(() -> Home.find(home).resolve(".bellows").resolve("history"));
    return new History(archive(folder, config, events, clock), clock.instant().getEpochSecond());
  }

  private static Optional<Archive> archive(
      Path folder, HistoryConfig config, Journal<ClusterEvent> events, Clock clock) {
    try {
      return Optional.of(
          Archive.open(
              folder,
              config.mostMebibytes() * MEBIBYTE / 2,
              config.age(),
              trouble -> warn(events, clock, trouble)));
    } catch (IOException e) {
      warn(
          events,
          clock,
          "History is in memory alone and ends with this controller, because %s cannot be used: %s"
              .formatted(folder, e.getMessage()));
      return Optional.empty();
    }
  }

  private static void warn(Journal<ClusterEvent> events, Clock clock, String sentence) {
    LOG.warn(sentence);
    events.add(new ClusterEvent(clock.instant(), "Warning", "History", "history", sentence));
  }

  @Produces
  @Singleton
  static Marks marks(History history) {
    return new Marks(history.lastMarkId());
  }

  @Produces
  @Singleton
  static Recorder recorder(
      History history,
      Marks marks,
      WorkloadView workload,
      RunsWatch runs,
      LiveAutoscaler autoscaler,
      Journal<Decision> decisions,
      Journal<ClusterEvent> events,
      PodSize podSize,
      Calibrations calibrations,
      MeterRegistry meters,
      ObjectMapper json) {
    FunctionCounter.builder(
            "bellows.cost", history, kept -> kept.newest().map(Point::cost).orElse(0.0))
        .description("What the replicas cost since recording began, at the default prices")
        .register(meters);
    BenchSource source =
        new BenchSource(
            workload,
            runs,
            autoscaler,
            decisions,
            events,
            marks,
            new Tariff(history.newest().map(Point::cost).orElse(0.0), podSize),
            calibrations::demand,
            decision -> keep(decision, history, json));
    return new Recorder(history, source, Clock.systemUTC());
  }

  private static void keep(Decision decision, History history, ObjectMapper json) {
    history
        .archive()
        .ifPresent(
            archive -> archive.addDecision(decision.atMillis() / 1_000, line(decision, json)));
  }

  private static String line(Decision decision, ObjectMapper json) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("t", decision.atMillis() / 1e3);
    fields.put("from", decision.from());
    fields.put("to", decision.to());
    fields.put("reason", decision.reason());
    fields.put("sentence", decision.sentence());
    fields.put("trace", decision.toDocument());
    try {
      return json.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a decision cannot be written as JSON", e);
    }
  }
}
