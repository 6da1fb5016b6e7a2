package dev.bellows.cli.load;

import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.JsonOption;
import dev.bellows.cli.api.ServerOption;
import dev.bellows.cli.api.UrlText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bellows stop`: stops one run, or all of them.
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stop one run, or all load when no run is named.")
public final class StopCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run to stop (default: all).")
  private @Nullable String run;

  @Override
  public void run() {
    try (Controller controller = server.connect()) {
      String answer =
          controller.delete(run == null ? "/api/load/runs" : "/api/load/runs/" + UrlText.of(run));
      String sentence = run == null ? "All load is stopped." : "Run " + run + " is stopped.";
      spec.commandLine().getOut().println(json.wanted() ? answer : sentence);
    }
  }
}
