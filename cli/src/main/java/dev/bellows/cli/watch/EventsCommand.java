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

/// `bellows events`: what happened, oldest first, as a terminal is read; the controller tells the
/// newest first.
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = "Show what happened: decisions, pods, faults; oldest first.")
public final class EventsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private JsonOption json = new JsonOption();

  @Override
  public void run() {
    Screen screen = new Screen(spec.commandLine().getOut());
    try (Controller controller = server.connect()) {
      String events = controller.get("/api/events");
      if (json.wanted()) {
        spec.commandLine().getOut().println(events);
      } else {
        Json.parseList(events)
            .reversed()
            .forEach(event -> screen.line(Happening.event(event).line()));
      }
    }
  }
}
