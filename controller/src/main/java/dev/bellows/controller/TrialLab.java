package dev.bellows.controller;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.PodSize;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.history.Archive;
import dev.bellows.controller.history.History;
import dev.bellows.controller.history.HistoryConfig;
import dev.bellows.controller.history.Journal;
import dev.bellows.controller.history.Marks;
import dev.bellows.controller.history.Recorder;
import dev.bellows.controller.load.LoadTesters;
import dev.bellows.controller.load.RunsWatch;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.controller.trial.CalibrationConfig;
import dev.bellows.controller.trial.Calibrations;
import dev.bellows.controller.trial.CostAlarm;
import dev.bellows.controller.trial.CostConfig;
import dev.bellows.controller.trial.Costs;
import dev.bellows.controller.trial.LiveBench;
import dev.bellows.controller.trial.Reports;
import dev.bellows.controller.trial.Retention;
import dev.bellows.controller.trial.Schedules;
import dev.bellows.controller.trial.Trials;
import dev.bellows.core.scaling.Decision;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Puts the trials together.
@Singleton
final class TrialLab {
  private static final long MEBIBYTE = 1L << 20;

  /// Before the history closes.
  private static final int EARLY = 1_000;

  /// Behind the history.
  private static final int LATE = 4_500;

  private final Instance<Trials> trials;
  private final Instance<Schedules> schedules;
  private final Instance<Recorder> recorder;
  private final Instance<CostAlarm> costAlarm;

  TrialLab(
      Instance<Trials> trials,
      Instance<Schedules> schedules,
      Instance<Recorder> recorder,
      Instance<CostAlarm> costAlarm) {
    this.trials = trials;
    this.schedules = schedules;
    this.recorder = recorder;
    this.costAlarm = costAlarm;
  }

  /// What an earlier controller left running is found interrupted now, not when somebody asks.
  void start(@Observes @Priority(LATE) StartupEvent event) {
    schedules.get().start();
    recorder.get().onPoint(costAlarm.get());
  }

  void stop(@Observes @Priority(EARLY) ShutdownEvent event) {
    schedules.get().close();
    trials.get().close();
  }

  @Produces
  @Singleton
  static Calibrations calibrations(History history, ObjectMapper json, CalibrationConfig config) {
    return new Calibrations(
        folder(history).map(home -> home.resolve("calibrations.jsonl")), json, config);
  }

  @Produces
  @Singleton
  static Trials trials(
      WorkloadView workload,
      LiveAutoscaler autoscaler,
      PodSize podSize,
      Lab lab,
      Journal<Decision> decisions,
      History history,
      Marks marks,
      RunsWatch runs,
      LoadTesters testers,
      Calibrations calibrations,
      HistoryConfig retention,
      Journal<ClusterEvent> events,
      ObjectMapper json) {
    Clock clock = Clock.systemUTC();
    LiveBench bench =
        new LiveBench(
            workload,
            autoscaler,
            podSize::requestsMilli,
            decisions,
            history,
            marks,
            runs,
            testers,
            lab.parts().copies(),
            lab.parts().limits(),
            json,
            clock);
    return Trials.on(
        bench,
        calibrations,
        folder(history).map(home -> home.resolve("trials")),
        new Retention(retention.mostMebibytes() * MEBIBYTE / 2, retention.trialAge()),
        history,
        json,
        (object, worse) ->
            events.add(
                new ClusterEvent(clock.instant(), "Warning", "TrialRegressed", object, worse)));
  }

  @Produces
  @Singleton
  static Schedules schedules(Trials trials, History history) {
    return new Schedules(
        trials, folder(history).map(home -> home.resolve("schedules")), Clock.systemUTC());
  }

  @Produces
  @Singleton
  static CostAlarm costAlarm(
      History history, CostConfig config, Journal<ClusterEvent> events, LiveAutoscaler autoscaler) {
    return new CostAlarm(
        history,
        config.mostPerThousand(),
        sentence ->
            events.add(
                new ClusterEvent(
                    Clock.systemUTC().instant(),
                    "Warning",
                    "CostPerThousand",
                    "hpa/" + autoscaler.inForce().name(),
                    sentence)));
  }

  @Produces
  @Singleton
  static Costs costs(
      History history, LiveAutoscaler autoscaler, PodSize podSize, Calibrations calibrations) {
    return new Costs(history, autoscaler, podSize, calibrations);
  }

  @Produces
  @Singleton
  static Reports reports(
      Trials trials,
      History history,
      LiveAutoscaler autoscaler,
      PodSize podSize,
      Journal<Decision> decisions,
      ObjectMapper json) {
    return new Reports(trials, history, autoscaler, podSize, decisions, json, Clock.systemUTC());
  }

  private static Optional<Path> folder(History history) {
    return history.archive().map(Archive::folder);
  }
}
