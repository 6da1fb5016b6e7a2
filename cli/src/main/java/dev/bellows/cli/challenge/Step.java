package dev.bellows.cli.challenge;

import dev.bellows.cli.api.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A step of the workshop: what is done, what must be seen, what to notice in it.
enum Step {
  LIGHT(
      "Light load",
      "light",
      Duration.ofSeconds(60),
      "30 % of full load for a minute. One pod cannot carry it.",
      "the autoscaler adds pods",
      "Nothing happened for a while: CPU is measured every 15 s and decided on every 15 s. An"
          + " autoscaler is always late.") {
    @Override
    boolean isSeen(Json state, Course course) {
      return ready(state) > course.readyAtStart();
    }
  },

  HEAVY(
      "Heavy load",
      "heavy",
      Duration.ofSeconds(120),
      "70 % of full load for two minutes. It needs 7 or 8 pods.",
      "more pods are ready than under light load",
      "Pods came in bursts: the scale-up policy allows at most twice as many in 30 s,"
          + " whatever is needed. Latency paid for the wait.") {
    @Override
    boolean isSeen(Json state, Course course) {
      return ready(state) > course.mostReadyBefore();
    }
  },

  CHAOS(
      "Chaos attack",
      "chaos",
      Duration.ofSeconds(300),
      "Up to 150 % of full load, in attacks. No number of pods that is allowed carries it.",
      "the workload is at its maximum",
      "At the maximum an autoscaler can do nothing more. What does not fit waits, and p95 shows it:"
          + " maxReplicas is a decision about latency.") {
    @Override
    boolean isSeen(Json state, Course course) {
      Json workload = state.at("workload");
      return workload.count("max") > 0 && workload.count("desired") >= workload.count("max");
    }
  },

  SCALE_DOWN(
      "Scale-down",
      null,
      Duration.ZERO,
      "All load stops. Now wait.",
      "the workload is back at its minimum",
      "Going down is slow on purpose: the stabilization window waits for the highest recommendation"
          + " to pass, then pods go in steps. Idle pods cost less than missing ones.") {
    @Override
    boolean isSeen(Json state, Course course) {
      Json workload = state.at("workload");
      return workload.count("desired") <= workload.count("min");
    }
  };

  private final String title;
  private final @Nullable String profile;
  private final Duration duration;
  private final String introduction;
  private final String goal;
  private final String notice;

  Step(
      String title,
      @Nullable String profile,
      Duration duration,
      String introduction,
      String goal,
      String notice) {
    this.title = title;
    this.profile = profile;
    this.duration = duration;
    this.introduction = introduction;
    this.goal = goal;
    this.notice = notice;
  }

  /// Whether the bench has seen what the step is about.
  abstract boolean isSeen(Json state, Course course);

  String title() {
    return title;
  }

  /// The load that it starts; none stops all load.
  @Nullable String profile() {
    return profile;
  }

  /// How long its load is on.
  Duration duration() {
    return duration;
  }

  String introduction() {
    return introduction;
  }

  /// What is waited for, as the end of a sentence.
  String goal() {
    return goal;
  }

  String notice() {
    return notice;
  }

  private static long ready(Json state) {
    return state.at("workload").count("ready");
  }
}
