package dev.bellows.cli.trial;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.JsonOption;
import dev.bellows.cli.api.Printer;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bellows trial trend`: the figures of the last trials of a name, oldest first.
@Command(
    name = "trend",
    mixinStandardHelpOptions = true,
    description = "Show how the figures of a trial went over its last runs.")
final class TrialTrendCommand implements Runnable {
  private static final int LOOKED_AT = 1_000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "NAME", description = "The name in the trial file.")
  private String name = "";

  @Option(names = "--last", paramLabel = "N", description = "So many runs (default: 10).")
  private int last = 10;

  @Override
  public void run() {
    if (last < 1) {
      throw new ParameterException(
          spec.commandLine(), "--last must be 1 or more, but was %d.".formatted(last));
    }
    try (Controller controller = server.connect()) {
      List<Json> trials =
          Json.parseList(controller.get("/api/trials?limit=" + LOOKED_AT)).stream()
              .filter(trial -> trial.text("name").equals(name))
              .limit(last)
              .toList()
              .reversed();
      if (json.wanted()) {
        new Printer(spec.commandLine().getOut()).page(trials.stream().map(Json::fields).toList());
        return;
      }
      if (trials.isEmpty()) {
        throw new CommandFailure(ExitCode.BAD_USAGE, "No trial named %s has run.".formatted(name));
      }
      Screen screen = new Screen(spec.commandLine().getOut());
      screen.line(
          "%-20s %-17s %9s %9s %11s %10s %10s",
          "started", "verdict", "too few %", "too many %", "SLO missed", "replicas", "cost");
      for (Json trial : trials) {
        screen.line(
            "%-20.19s %-17s %9s %9s %11s %10s %10s",
            trial.text("startedAt"),
            Verdicts.of(trial),
            Figures.shown(Figures.of(trial, "tauU")),
            Figures.shown(Figures.of(trial, "tauO")),
            Figures.shown(Figures.of(trial, "windowsMissed")),
            Figures.shown(Figures.of(trial, "meanReplicas")),
            Figures.shown(Figures.of(trial, "cost")));
        if (trial.has("regression")) {
          screen.line("  %s", screen.red(trial.text("regression")));
        }
      }
    }
  }
}
