package dev.bellows.controller.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellows.core.scorecard.Slo;
import dev.bellows.core.scorecard.SloWindow;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Tries rates on a copy of the target with the load tester.
///
/// Requests come evenly: what is asked for is the work that a replica gets done in time. The waits
/// of random arrivals shrink faster than the work does, so capacities found with them would not be
/// in proportion to it, and every window would have a luck of its own.
final class LiveProbe implements Calibrator.Probe {
  /// After a rate that was too much the copy works off what is left.
  private static final int PAUSE_SECONDS = 2;

  private static final int SLACK_SECONDS = 30;
  private static final int MOST_AGAIN = 2;

  /// How a load tester begins where a trial's own sentence says so already.
  private static final String LATE = "^the generator did not keep its schedule: ";

  private final TrialBench bench;
  private final TrialFile trial;
  private final URI copy;
  private final Consumer<String> progress;
  private double cpuMillis;

  LiveProbe(TrialBench bench, TrialFile trial, URI copy, Consumer<String> progress) {
    this.bench = bench;
    this.trial = trial;
    this.copy = copy;
    this.progress = progress;
  }

  void warmUp(Duration time) {
    load(10, Math.max(1, time.toSeconds()), "warms up");
  }

  /// CPU of one request, as the load tester told it.
  double cpuMillis() {
    if (!(cpuMillis > 0)) {
      throw new IllegalStateException("The load tester does not tell the work of a request.");
    }
    return cpuMillis;
  }

  @Override
  public Calibrator.Outcome at(double ratePerSecond, double seconds) {
    RunRecord record =
        load(
            ratePerSecond,
            seconds,
            String.format(Locale.ROOT, "%.1f requests/s on one replica", ratePerSecond));
    Slo slo = Goals.of(trial, cpuMillis).slo();
    List<SloWindow> windows = record.windows(0, Goals.of(trial, cpuMillis).percentiles());
    int held = 0;
    int missed = 0;
    for (SloWindow window : windows) {
      switch (slo.of(window)) {
        case HELD -> held++;
        case MISSED -> missed++;
        case SILENT -> {
          // Says nothing.
        }
      }
    }
    progress.accept(
        String.format(
            Locale.ROOT,
            "%.1f requests/s: %d of %d windows held.",
            ratePerSecond,
            held,
            held + missed));
    return new Calibrator.Outcome(held, missed);
  }

  /// A step that the generator was late for says nothing of the copy, so it is made again.
  private RunRecord load(double rate, double seconds, String what) {
    for (int left = MOST_AGAIN; ; left--) {
      JsonNode run = ended(rate, seconds, what);
      String id = run.path("id").asText();
      switch (run.path("state").asText()) {
        case "DONE" -> {
          pause();
          return RunRecord.of(run, bench.recordOf(id, "seconds"), bench.recordOf(id, "histogram"));
        }
        case "INVALID" -> {
          String because = whyInvalid(run);
          if (left == 0) {
            throw new InvalidTrialException(
                "The load generator could not calibrate: " + because + ".");
          }
          progress.accept("Calibrates a step once more: " + because + ".");
          pause();
        }
        default ->
            throw new InvalidTrialException(
                "The load generator could not calibrate: its run was stopped.");
      }
    }
  }

  /// Why the load tester calls its run invalid, to go on with after a colon.
  static String whyInvalid(JsonNode run) {
    return run.path("invalidBecause").asText("it does not say why").replaceFirst(LATE, "");
  }

  private JsonNode ended(double rate, double seconds, String what) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("target", copy.toString());
    parameters.put("rate", Math.round(rate * 1_000) / 1e3);
    parameters.put("arrivals", "even");
    parameters.put("duration", seconds);
    for (String name : List.of("type", "cpuMillis")) {
      Object value = trial.load().get(name);
      if (value != null) {
        parameters.put(name, value);
      }
    }
    JsonNode run = bench.startLoad(parameters);
    String id = run.path("id").asText();
    cpuMillis = run.path("cpuMillis").asDouble();
    try {
      for (int i = 0; i < seconds + SLACK_SECONDS; i++) {
        progress.accept("Calibrates: " + what + ".");
        bench.aSecond();
        Optional<JsonNode> now = bench.run(id);
        if (now.isPresent() && !now.get().path("state").asText().equals("RUNNING")) {
          return now.get();
        }
      }
    } catch (TrialStoppedException stop) {
      bench.stopLoad(id);
      throw stop;
    }
    throw new InvalidTrialException("The load generator did not end a step of the calibration.");
  }

  private void pause() {
    for (int i = 0; i < PAUSE_SECONDS; i++) {
      bench.aSecond();
    }
  }
}
