package dev.bellows.cli.trial;

import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.JsonOption;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import dev.bellows.cli.api.UrlText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bellows trial show`: what came of a trial.
@Command(name = "show", mixinStandardHelpOptions = true, description = "Show a trial.")
final class TrialShowCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "TRIAL", description = "Its id, as `trial list` tells it.")
  private String id = "";

  @Override
  public void run() {
    try (Controller controller = server.connect()) {
      String text = controller.get("/api/trials/" + UrlText.of(id));
      if (json.wanted()) {
        spec.commandLine().getOut().println(text);
      } else {
        new TrialPage(new Screen(spec.commandLine().getOut())).show(Json.parse(text));
      }
    }
  }
}
