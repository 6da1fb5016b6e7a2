package dev.bellows.cli.trial;

import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import dev.bellows.cli.api.UrlText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bellows trial unschedule`: a trial that comes back does so no more.
@Command(
    name = "unschedule",
    mixinStandardHelpOptions = true,
    description = "Have a trial come back no more; those that ran are kept.")
final class TrialUnscheduleCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(paramLabel = "NAME", description = "Its name, as `trial schedules` tells it.")
  private String name = "";

  @Override
  public void run() {
    try (Controller controller = server.connect()) {
      controller.delete("/api/trials/schedules/" + UrlText.of(name));
      new Screen(spec.commandLine().getOut()).line("Trial %s comes back no more.", name);
    }
  }
}
