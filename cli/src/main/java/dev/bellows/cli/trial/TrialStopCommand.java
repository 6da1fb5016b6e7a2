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

/// `bellows trial stop`: ends a trial and its load.
@Command(name = "stop", mixinStandardHelpOptions = true, description = "Stop a trial that runs.")
final class TrialStopCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(paramLabel = "TRIAL", description = "Its id, as `trial list` tells it.")
  private String id = "";

  @Override
  public void run() {
    try (Controller controller = server.connect()) {
      controller.delete("/api/trials/" + UrlText.of(id));
      new Screen(spec.commandLine().getOut()).line("Trial %s is asked to stop.", id);
    }
  }
}
