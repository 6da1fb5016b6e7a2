package dev.bellows.controller.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellows.controller.cluster.ReplicaActuator;
import dev.bellows.controller.cluster.WorkloadPicture;
import dev.bellows.controller.history.Mark;
import dev.bellows.controller.history.Point;
import dev.bellows.controller.load.RunsPicture;
import dev.bellows.controller.loop.Autoscaler;
import dev.bellows.controller.loop.RefusedSpecException;
import dev.bellows.core.scaling.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Runs a trial from start to end: prepare, calibrate, load, watch, settle, score.
final class TrialRunner {
  /// A load tester that is silent for this long is gone.
  private static final Duration SILENCE = Duration.ofSeconds(8);

  /// The target must rest this long before it counts as at rest.
  private static final int REST_SECONDS = 3;

  private final TrialBench bench;
  private final Calibrations calibrations;

  TrialRunner(TrialBench bench, Calibrations calibrations) {
    this.bench = bench;
    this.calibrations = calibrations;
  }

  /// Whether the autoscaler in force can take what the trial changes of it.
  ///
  /// @throws RefusedSpecException as an API server would refuse it
  void check(TrialFile file) {
    Autoscaler inForce = bench.autoscaler();
    if (file.hpa().isNone() || inForce.name().isEmpty()) {
      return;
    }
    int most = inForce.withSpec(file.hpa().appliedTo(inForce.spec())).maxReplicas();
    if (most > ReplicaActuator.MOST_REPLICAS) {
      throw new RefusedSpecException(
          "spec.maxReplicas",
          "must be from 1 to %d, but was %d.".formatted(ReplicaActuator.MOST_REPLICAS, most));
    }
  }

  void run(Trial trial, TrialKeeper keeper) {
    TrialFile file = trial.file();
    trial.begin(bench.now(), bench.setUp());
    keeper.keep(trial);
    Autoscaler before = bench.autoscaler();
    try {
      prepare(trial, before);
      trial.hpa(bench.autoscaler().spec());
      trial.calibrated(calibrate(trial));
      for (int i = 1; i <= file.repetitions(); i++) {
        trial.repetition(i);
        repeat(trial, i, keeper);
        keeper.keep(trial);
      }
      Summary summary = Summary.of(trial.repetitions());
      trial.end(summary.verdict(), summary.because(), summary.figures(), bench.now());
    } catch (InvalidTrialException invalid) {
      trial.end(Verdict.INVALID, String.valueOf(invalid.getMessage()), Map.of(), bench.now());
    } catch (TrialStoppedException stop) {
      trial.end(Verdict.INTERRUPTED, String.valueOf(stop.getMessage()), Map.of(), bench.now());
    } finally {
      putBack(trial, before);
      keeper.keep(trial);
    }
  }

  /// Also when the controller ends: then this thread is interrupted, which must not keep the calls
  /// to a cluster from being made.
  private void putBack(Trial trial, Autoscaler before) {
    boolean interrupted = Thread.interrupted();
    if (!trial.file().hpa().isNone()) {
      putBack(trial, () -> bench.giveBack(before));
    }
    if (trial.file().cpuLimit().isPresent()) {
      putBack(trial, () -> bench.limitCpu(OptionalInt.empty()));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// The trial has its verdict already, so a refusal is only told.
  private void putBack(Trial trial, Runnable change) {
    try {
      change.run();
    } catch (InvalidTrialException refused) {
      bench.mark(
          Mark.Kind.WARNING,
          "trial/" + trial.id(),
          "What the trial changed was not put back: " + refused.getMessage());
    }
  }

  private void prepare(Trial trial, Autoscaler before) {
    TrialFile file = trial.file();
    trial.goOn(Phase.PREPARING, "Prepares the target.");
    file.target()
        .filter(wanted -> !wanted.replaceFirst("^deployment/", "").equals(bench.workload().name()))
        .ifPresent(wanted -> {
          throw new InvalidTrialException(
              "The trial is about %s, but this controller watches %s; start one with bellows.target=deployment/%s."
                  .formatted(wanted, bench.workload().name(), wanted));
        });
    file.cpuLimit().ifPresent(limit -> bench.limitCpu(OptionalInt.of(limit)));
    if (!file.hpa().isNone()) {
      try {
        bench.lend(before.withSpec(file.hpa().appliedTo(before.spec())));
      } catch (RefusedSpecException refused) {
        throw new InvalidTrialException(
            "hpa.%s: %s"
                .formatted(refused.field().replaceFirst("^spec\\.", ""), refused.getMessage()));
      }
    }
    awaitRest(trial, file.prepare(), Phase.PREPARING);
    if (bench.workload().ready() == 0) {
      throw new InvalidTrialException(
          "No pod of the target got ready, so there is nothing to load.");
    }
  }

  /// Waits until nothing runs and the replicas are as few as the autoscaler allows.
  ///
  /// @return whether it came to rest in time
  private boolean awaitRest(Trial trial, Duration patience, Phase phase) {
    Instant deadline = bench.now().plus(patience);
    int rested = 0;
    while (true) {
      WorkloadPicture picture = bench.workload();
      boolean loaded =
          bench.runs().runs().stream()
              .anyMatch(run -> run.path("state").asText().equals("RUNNING"));
      int least = bench.autoscaler().minReplicas();
      boolean rests =
          !loaded
              && picture.desired() == least
              && picture.ready() == least
              && picture.current() == least;
      rested = rests ? rested + 1 : 0;
      if (rested >= REST_SECONDS) {
        return true;
      }
      if (!bench.now().isBefore(deadline)) {
        return false;
      }
      trial.goOn(
          phase,
          loaded
              ? "Waits for the load that runs to end."
              : "Waits for the target to rest: %d replicas asked for, %d ready, %d is the least."
                  .formatted(picture.desired(), picture.ready(), least));
      aSecond(trial);
    }
  }

  private Capacity calibrate(Trial trial) {
    TrialFile file = trial.file();
    trial.goOn(Phase.CALIBRATING, "Looks for what one replica carries.");
    return calibrations.of(
        file,
        bench,
        progress -> {
          stopIfAsked(trial);
          trial.goOn(Phase.CALIBRATING, progress);
        });
  }

  private void repeat(Trial trial, int number, TrialKeeper keeper) {
    TrialFile file = trial.file();
    if (number > 1) {
      awaitRest(trial, file.prepare(), Phase.PREPARING);
    }
    long from = bench.now().getEpochSecond();
    Decision last = bench.decisionsSince(null).reversed().stream().findFirst().orElse(null);
    aSecond(trial);
    aSecond(trial);
    trial.goOn(Phase.LOADING, "Starts the load.");
    JsonNode started = bench.startLoad(parameters(file));
    String run = started.path("id").asText();
    Optional<String> invalid = Optional.empty();
    JsonNode ended = started;
    try {
      ended = watch(trial, run);
    } catch (InvalidTrialException gone) {
      invalid = Optional.of(String.valueOf(gone.getMessage()));
    } catch (TrialStoppedException stop) {
      bench.stopLoad(run);
      throw stop;
    }
    RunRecord record =
        RunRecord.of(ended, bench.recordOf(run, "seconds"), bench.recordOf(run, "histogram"));
    if (invalid.isEmpty()) {
      invalid = invalidBecause(ended);
      settle(trial);
    }
    trial.goOn(Phase.SCORING, "Scores what was recorded.");
    long to = bench.now().getEpochSecond();
    List<Point> points = bench.points(from, to);
    if (points.isEmpty()) {
      throw new InvalidTrialException("Nothing was recorded, so there is nothing to score.");
    }
    List<Decision> decisions = bench.decisionsSince(last);
    Evidence evidence =
        new Evidence(
            points,
            decisions,
            Optional.of(record),
            trial.capacity(),
            record.cpuMillis(),
            bench.autoscaler().maxReplicas());
    Scoring.Result result =
        Scoring.score(
            evidence,
            Goals.of(file, record.cpuMillis()),
            bench.autoscaler(),
            bench.requestsMilli(),
            invalid);
    result
        .findings()
        .forEach(
            finding -> bench.mark(Mark.Kind.FINDING, "trial/" + trial.id(), finding.sentence()));
    trial.add(Repetition.document(number, from, to, run, evidence, result));
    keeper.keepSeries(trial, number, evidence.judged(), decisions);
  }

  private static Map<String, Object> parameters(TrialFile file) {
    Map<String, Object> parameters = new LinkedHashMap<>(file.load());
    file.url().ifPresent(url -> parameters.put("target", url));
    return parameters;
  }

  private JsonNode watch(Trial trial, String run) {
    Optional<JsonNode> latest = Optional.empty();
    Instant heard = bench.now();
    while (true) {
      aSecond(trial);
      RunsPicture picture = bench.runs();
      Optional<JsonNode> now =
          picture.runs().stream().filter(each -> each.path("id").asText().equals(run)).findFirst();
      if (now.isPresent() && picture.absence().isEmpty()) {
        heard = bench.now();
        latest = now;
        if (!now.get().path("state").asText().equals("RUNNING")) {
          return bench.run(run).orElse(now.get());
        }
      } else if (Duration.between(heard, bench.now()).compareTo(SILENCE) > 0) {
        throw new InvalidTrialException(
            picture
                .absence()
                .map(absence -> "The load generator vanished while the trial ran: " + absence)
                .orElse(
                    "The load generator does not know the run any more; it was restarted while the"
                        + " trial ran."));
      }
      tell(trial, latest);
    }
  }

  private void tell(Trial trial, Optional<JsonNode> run) {
    WorkloadPicture picture = bench.workload();
    trial.goOn(
        Phase.LOADING,
        run.map(each ->
                String.format(
                    Locale.ROOT,
                    "%.0f of %.0f requests/s, p95 %.0f ms, %d failed; %d replicas asked for, %d"
                        + " ready",
                    each.path("achievedRate").asDouble(),
                    each.path("targetRate").asDouble(),
                    each.path("second").path("corrected").path("p95").asDouble(),
                    each.path("failed").asLong(),
                    picture.desired(),
                    picture.ready()))
            .orElse("The load begins."));
  }

  private static Optional<String> invalidBecause(JsonNode run) {
    return switch (run.path("state").asText()) {
      case "DONE" -> Optional.empty();
      case "STOPPED" -> Optional.of("The load was stopped before its end.");
      default ->
          Optional.of(
              "The load generator could not keep its schedule: " + LiveProbe.whyInvalid(run) + ".");
    };
  }

  private void settle(Trial trial) {
    if (!trial.file().settle().isZero()) {
      awaitRest(trial, trial.file().settle(), Phase.SETTLING);
    }
  }

  private void aSecond(Trial trial) {
    stopIfAsked(trial);
    bench.aSecond();
    stopIfAsked(trial);
  }

  private static void stopIfAsked(Trial trial) {
    if (trial.isStopped()) {
      throw new TrialStoppedException();
    }
  }
}
