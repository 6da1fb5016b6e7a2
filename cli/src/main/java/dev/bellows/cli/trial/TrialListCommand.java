package dev.bellows.cli.trial;

import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.JsonOption;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bellows trial list`: the trials that ran, newest first.
@Command(name = "list", mixinStandardHelpOptions = true, description = "List trials, newest first.")
final class TrialListCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: 20).")
  private int limit = 20;

  @Override
  public void run() {
    try (Controller controller = server.connect()) {
      String text = controller.get("/api/trials?limit=" + limit);
      if (json.wanted()) {
        spec.commandLine().getOut().println(text);
        return;
      }
      Screen screen = new Screen(spec.commandLine().getOut());
      List<Json> trials = Json.parseList(text);
      if (trials.isEmpty()) {
        screen.line("No trial has run yet: `bellows trial run trials/light.yaml` runs one.");
      }
      for (Json trial : trials) {
        screen.line("%-40s %-17s %s", trial.text("id"), Verdicts.of(trial), trial.text("because"));
      }
    }
  }
}
