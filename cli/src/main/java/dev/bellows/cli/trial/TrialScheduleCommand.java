package dev.bellows.cli.trial;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bellows trial schedule`: has the controller run a trial again and again.
@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description = {
      "Run a trial at every time that the cron of its file names (UTC), for as long as a controller runs.",
      "One that comes out worse than the last ones is a warning among the events. Another file of the same name replaces it."
    })
final class TrialScheduleCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(
      paramLabel = "FILE",
      description = "The trial file, with a line such as cron: \"0 3 * * *\".")
  private Path file = Path.of("");

  @Override
  public void run() {
    String text = TrialText.read(file);
    try (Controller controller = server.connect()) {
      Json scheduled = Json.parse(controller.post("/api/trials/schedules", text));
      new Screen(spec.commandLine().getOut())
          .line(
              "Trial %s runs at %s, next at %s.",
              scheduled.text("name"), scheduled.text("cron"), scheduled.text("next"));
    } catch (CommandFailure told) {
      throw TrialText.flaw(file, told);
    }
  }
}
