package dev.bellows.cli.watch;

import dev.bellows.cli.api.Json;
import dev.bellows.cli.draw.Style;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The one thing that matters most about the bench now, in a sentence.
///
/// @param style how urgent it is
public record Insight(Style style, String sentence) {
  private static final Duration NEWS = Duration.ofMinutes(1);

  public static Insight of(Json state) {
    Json workload = state.at("workload");
    long ready = workload.count("ready");
    long desired = workload.count("desired");
    Json tester = state.at("loadTester");
    if (tester.has("reachable") && !tester.flag("reachable")) {
      return red("The load tester is not there: %s", tester.text("message"));
    }
    if (desired > 0 && ready == 0) {
      return red("No pod is Ready: nothing answers now.");
    }
    List<Json> runs = state.items("runs");
    if (!runs.isEmpty() && isNews(runs.getFirst(), state.text("time"))) {
      Json run = runs.getFirst();
      return red("Run %s is INVALID: %s", run.text("id"), run.text("invalidBecause"));
    }
    return ofAutoscaler(state, workload, ready, desired);
  }

  private static Insight ofAutoscaler(Json state, Json workload, long ready, long desired) {
    Json hpa = state.at("hpa");
    long cpu = hpa.count("currentUtilization");
    long target = hpa.count("targetUtilization");
    boolean hot = hpa.has("currentUtilization") && cpu > 1.1 * target;
    if (hot && desired >= workload.count("max")) {
      return yellow(
          "At its maximum of %d pods and still over the target: more load now costs latency.",
          workload.count("max"));
    }
    if (ready < desired) {
      long starting = desired - ready;
      return yellow(
          "%d pod%s starting: what is Ready carries the load until then.",
          starting, starting == 1 ? " is" : "s are");
    }
    Json active = condition(hpa, "ScalingActive");
    if ("False".equals(active.text("status"))) {
      return yellow("The autoscaler cannot decide now: %s.", Meaning.words(active));
    }
    String heldBack = heldBack(state.at("lastDecision"));
    if (!heldBack.isEmpty()) {
      return yellow("%s", heldBack);
    }
    if (!hpa.has("currentUtilization")) {
      return new Insight(Style.DIM, "CPU is not known yet: the first figures take a moment.");
    }
    if (hot) {
      return yellow("CPU is over the target: the next decision adds pods.");
    }
    boolean loaded = state.items("runs").stream().anyMatch(Insight::isOn);
    if (!loaded && desired <= workload.count("min")) {
      return new Insight(Style.DIM, "At rest.");
    }
    return new Insight(
        Style.GREEN,
        String.format(
            Locale.ROOT, "CPU is %d %% of a %d %% target over %d pods.", cpu, target, ready));
  }

  /// What the autoscaler asks for and why it does not get it, where the last decision says so.
  private static String heldBack(Json decision) {
    String sentence = decision.text("sentence");
    int asks = sentence.indexOf("; it asks for ");
    return asks < 0 || !sentence.contains(", but ")
        ? ""
        : "The autoscaler" + sentence.substring(asks + "; it".length()) + ".";
  }

  /// A run that is void matters until a minute after its end.
  private static boolean isNews(Json run, String now) {
    if (!"INVALID".equals(run.text("state"))) {
      return false;
    }
    try {
      return Instant.parse(run.text("endsAt")).plus(NEWS).isAfter(Instant.parse(now));
    } catch (DateTimeException unknown) {
      return true;
    }
  }

  private static boolean isOn(Json run) {
    return "RUNNING".equals(run.text("state"));
  }

  private static Json condition(Json hpa, String type) {
    return hpa.items("conditions").stream()
        .filter(condition -> type.equals(condition.text("type")))
        .findFirst()
        .orElse(Json.EMPTY);
  }

  private static Insight red(String format, Object... arguments) {
    return new Insight(Style.RED, String.format(Locale.ROOT, format, arguments));
  }

  private static Insight yellow(String format, Object... arguments) {
    return new Insight(Style.YELLOW, String.format(Locale.ROOT, format, arguments));
  }
}
