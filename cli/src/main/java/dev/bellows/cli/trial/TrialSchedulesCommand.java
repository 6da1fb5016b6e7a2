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
import picocli.CommandLine.Spec;

/// `bellows trial schedules`: the trials that come back.
@Command(
    name = "schedules",
    mixinStandardHelpOptions = true,
    description = "List the trials that come back, and when.")
final class TrialSchedulesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private JsonOption json = new JsonOption();

  @Override
  public void run() {
    try (Controller controller = server.connect()) {
      String text = controller.get("/api/trials/schedules");
      if (json.wanted()) {
        spec.commandLine().getOut().println(text);
        return;
      }
      Screen screen = new Screen(spec.commandLine().getOut());
      List<Json> schedules = Json.parseList(text);
      if (schedules.isEmpty()) {
        screen.line("No trial comes back: `bellows trial schedule FILE` has one do so.");
      }
      for (Json each : schedules) {
        screen.line("%-30s %-20s next %s", each.text("name"), each.text("cron"), each.text("next"));
      }
    }
  }
}
