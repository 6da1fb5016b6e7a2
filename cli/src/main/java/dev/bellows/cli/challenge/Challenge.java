package dev.bellows.cli.challenge;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;
import dev.bellows.cli.watch.Happening;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Leads through the steps and watches for what each is about.
final class Challenge {
  /// What a missed answer of an overloaded bench may take.
  private static final int MISSED_LIMIT = 20;

  private final Controller controller;
  private final Guide guide;
  private final Pace pace;
  private final Set<String> invalid = new HashSet<>();
  private long mostReady;
  private long seenCount;
  private String lastDecision = "";

  Challenge(Controller controller, Guide guide, Pace pace) {
    this.controller = controller;
    this.guide = guide;
    this.pace = pace;
  }

  /// @return the exit code: whether all was seen, by honest load
  int run() throws InterruptedException {
    try {
      awaitRest();
      for (Step step : Step.values()) {
        guide.begin(step);
        if (!guide.ask(step)) {
          break;
        }
        if (take(step)) {
          seenCount++;
        }
        guide.notice(step);
      }
    } finally {
      stopLoad();
    }
    guide.end(seenCount);
    if (seenCount < Step.values().length) {
      return ExitCode.ELASTICITY_MISSED;
    }
    return invalid.isEmpty() ? ExitCode.PASS : ExitCode.INVALID_RUN;
  }

  /// A bench that still carries an earlier load would spoil the first step.
  private void awaitRest() throws InterruptedException {
    Json state = state();
    lastDecision = state.at("lastDecision").text("time");
    long deadline = System.nanoTime() + pace.restLimit().toNanos();
    while (!Step.SCALE_DOWN.isSeen(state, new Course(0, 0)) && System.nanoTime() < deadline) {
      guide.progress(state, "waiting until the bench is at rest");
      Thread.sleep(pace.poll());
      state = state();
    }
  }

  private boolean take(Step step) throws InterruptedException {
    Course course = new Course(state().at("workload").count("ready"), mostReady);
    String run = begin(step);
    long begun = System.nanoTime();
    long deadline = begun + pace.limit(step).toNanos();
    boolean seen = false;
    while (true) {
      Json state = state();
      decisions(state);
      mostReady = Math.max(mostReady, state.at("workload").count("ready"));
      boolean on = isOn(state, run);
      if (!seen && step.isSeen(state, course)) {
        seen = true;
        guide.seen(step, Duration.ofNanos(System.nanoTime() - begun));
      }
      if (seen && !on || System.nanoTime() > deadline) {
        break;
      }
      guide.progress(state, seen ? "until the load ends" : "until " + step.goal());
      Thread.sleep(pace.poll());
    }
    if (!seen) {
      guide.missed(step, pace.limit(step));
    }
    return seen;
  }

  /// @return the run that it starts, if any
  private @Nullable String begin(Step step) {
    if (step.profile() == null) {
      stopLoad();
      return null;
    }
    String answer = controller.post(pace.request(step));
    return Json.parse(answer).text("id");
  }

  private boolean isOn(Json state, @Nullable String id) {
    for (Json run : state.items("runs")) {
      String name = run.text("id");
      if (name.equals(id)) {
        if ("INVALID".equals(run.text("state")) && invalid.add(name)) {
          guide.invalid(name, run.text("invalidBecause"));
        }
        return "RUNNING".equals(run.text("state"));
      }
    }
    return false;
  }

  private void decisions(Json state) {
    Json decision = state.at("lastDecision");
    if (Happening.isChange(decision) && !decision.text("time").equals(lastDecision)) {
      guide.say(
          List.of(new Line().append(Happening.of(List.of(), List.of(decision)).getFirst().line())));
    }
    lastDecision = decision.text("time");
  }

  private Json state() throws InterruptedException {
    for (int missed = 1; ; missed++) {
      try {
        return Json.parse(controller.get("/api/state"));
      } catch (CommandFailure failure) {
        if (missed == MISSED_LIMIT) {
          throw failure;
        }
        Thread.sleep(pace.poll());
      }
    }
  }

  /// Leaves no load behind, however it ends.
  void stopLoad() {
    try {
      controller.delete("/api/load/runs");
    } catch (CommandFailure gone) {
      guide.say(List.of(new Line().put(Style.YELLOW, "  " + gone.getMessage())));
    }
  }
}
