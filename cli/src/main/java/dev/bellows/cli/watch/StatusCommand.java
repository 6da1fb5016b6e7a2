package dev.bellows.cli.watch;

import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.JsonOption;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bellows status`: the workload, its pods, its autoscaler and its load, once.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show pods, autoscaler, load and the last decision.")
public final class StatusCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private JsonOption json = new JsonOption();

  @Override
  public void run() {
    Screen screen = new Screen(spec.commandLine().getOut());
    try (Controller controller = server.connect()) {
      String state = controller.get("/api/state");
      if (json.wanted()) {
        spec.commandLine().getOut().println(state);
      } else {
        new StatePage(screen).show(Json.parse(state));
      }
    }
  }
}
