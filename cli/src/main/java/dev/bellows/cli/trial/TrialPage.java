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
    screen.line("%s  %s", Verdicts.coloured(screen, trial), trial.text("because"));
    for (Json check : trial.items("checks")) {
      screen.line(
          "  %s %s: %s (%s)",
          check.flag("pass") ? screen.green("held  ") : screen.red("missed"),
          check.has("words") ? check.text("words") : check.text("name"),
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
    if (trial.at("calibration").has("requestsPerSecond")) {
      screen.line(
          "  capacity    one replica carries %.1f requests/s (%s)",
          trial.at("calibration").number("requestsPerSecond"),
          trial.at("calibration").text("confidence"));
    } else if (trial.has("noCapacityBecause")) {
      screen.line("  capacity    of one replica is not known: %s", trial.text("noCapacityBecause"));
    }
    Json card = trial.at("scorecard");
    if (card.fields().isEmpty()) {
      return;
    }
    Json elasticity = card.at("elasticity");
    Json replicas = card.at("replicas");
    Json requests = card.at("requests");
    Json cost = trial.at("cost");
    screen.line(
        "  elasticity  too few replicas %.0f %% of the time, too many %.0f %%; on average %.2f missing, %.2f too many; moved %.2f/min more than the demand",
        elasticity.number("tauU") * 100,
        elasticity.number("tauO") * 100,
        elasticity.number("thetaU"),
        elasticity.number("thetaO"),
        elasticity.number("jitterPerMinute"));
    for (Json flap : card.items("flaps")) {
      boolean up = flap.flag("up");
      screen.line(
          "  flap        %s into the trial: %s again %.0f s after going %s, which the demand had not asked for",
          clock(flap.number("atSeconds")),
          up ? "up" : "down",
          flap.number("atSeconds") - flap.number("beforeSeconds"),
          up ? "down" : "up");
    }
    screen.line(
        "  replicas    %.0f to %.0f Ready, %.1f on average; %.0f s at the maximum allowed",
        replicas.number("min"),
        replicas.number("max"),
        replicas.number("mean"),
        replicas.number("atMaxSeconds"));
    screen.line(
        "  requests    %,d of %,d answered, %,d lost",
        requests.count("answered"), requests.count("scheduled"), requests.count("lost"));
    screen.line(
        "  cost        %.5f %s, %.6f for 1,000 requests; %.5f with the peak's replicas throughout, %.5f with a perfect autoscaler",
        cost.at("run").number("total"),
        cost.text("currency"),
        cost.number("perThousandAnswered"),
        cost.number("staticPeak"),
        cost.number("oracle"));
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return "%d:%02d".formatted(whole / 60, whole % 60);
  }
}
