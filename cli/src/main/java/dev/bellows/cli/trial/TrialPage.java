package dev.bellows.cli.trial;

import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.Screen;

/// A trial for people: the verdict first, then what it rests on.
final class TrialPage {
  private final Screen screen;

  TrialPage(Screen screen) {
    this.screen = screen;
  }

  void show(Json trial) {
    String verdict = trial.text("verdict");
    screen.line(
        "%s  %s",
        verdict.isEmpty() ? trial.text("state") : coloured(verdict), trial.text("because"));
    for (Json check : trial.items("checks")) {
      screen.line(
          "  %s %s: %s (%s)",
          check.flag("pass") ? screen.green("ok    ") : screen.red("missed"),
          check.text("name"),
          check.text("value"),
          check.text("limit"));
    }
    if (trial.has("regression")) {
      screen.line("  %s %s", screen.red("worse  "), trial.text("regression"));
    }
    scores(trial);
    for (Json finding : trial.items("findings")) {
      screen.line("  %s %s", screen.yellow("finding"), finding.text("sentence"));
      screen.line("          %s", screen.dim(finding.text("fix")));
    }
    screen.line("Report: bellows report %s -o report.html", trial.text("id"));
  }

  private void scores(Json trial) {
    Json card = trial.at("scorecard");
    if (card.fields().isEmpty()) {
      return;
    }
    Json elasticity = card.at("elasticity");
    Json replicas = card.at("replicas");
    Json requests = card.at("requests");
    Json cost = trial.at("cost");
    if (trial.at("calibration").has("requestsPerSecond")) {
      screen.line(
          "  one replica carries %.1f requests/s (%s)",
          trial.at("calibration").number("requestsPerSecond"),
          trial.at("calibration").text("confidence"));
    }
    screen.line(
        "  elasticity  too few %.0f %% of the time, too many %.0f %%; %.2f replicas missing, %.2f too many on average; jitter %.2f/min; %d flaps",
        elasticity.number("tauU") * 100,
        elasticity.number("tauO") * 100,
        elasticity.number("thetaU"),
        elasticity.number("thetaO"),
        elasticity.number("jitterPerMinute"),
        card.items("flaps").size());
    screen.line(
        "  replicas    %.0f to %.0f, %.1f on average, %.0f s at the most allowed",
        replicas.number("min"),
        replicas.number("max"),
        replicas.number("mean"),
        replicas.number("atMaxSeconds"));
    screen.line(
        "  requests    %,d answered, %,d lost of %,d",
        requests.count("answered"), requests.count("lost"), requests.count("scheduled"));
    screen.line(
        "  cost        %.5f %s, %.6f per 1,000 requests; at the peak throughout %.5f, by an oracle %.5f",
        cost.at("run").number("total"),
        cost.text("currency"),
        cost.number("perThousandAnswered"),
        cost.number("staticPeak"),
        cost.number("oracle"));
  }

  private String coloured(String verdict) {
    String bold = screen.bold(verdict);
    return switch (verdict) {
      case "PASS" -> screen.green(bold);
      case "INVALID", "INTERRUPTED" -> screen.yellow(bold);
      default -> screen.red(bold);
    };
  }
}
