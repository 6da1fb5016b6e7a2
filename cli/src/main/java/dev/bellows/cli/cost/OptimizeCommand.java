package dev.bellows.cli.cost;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.JsonOption;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import dev.bellows.cli.api.UrlText;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bellows optimize`: settings that would have cost so much less over what was recorded.
@Command(
    name = "optimize",
    mixinStandardHelpOptions = true,
    description = {
      "Propose settings that would have cost less over the recorded load, and say what they would have missed.",
      "Nothing is changed without --apply. Example: bellows optimize 20 --last 30m"
    })
public final class OptimizeCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "PERCENT",
      description = "How much to save, from 1 to 90 (default: 20).")
  private String percent = "20";

  @Option(names = "--last", paramLabel = "TIME", description = "Such as 10m (default: 1h).")
  private String last = "1h";

  @Option(names = "--apply", description = "Put the proposed autoscaler into force.")
  private boolean apply;

  @Override
  public void run() {
    try (Controller controller = server.connect()) {
      String answer =
          controller.post(
              "/api/cost/optimize?percent=%s&last=%s"
                  .formatted(UrlText.of(percent.replaceFirst(" *%$", "")), UrlText.of(last)));
      Json proposal = Json.parse(answer);
      if (json.wanted()) {
        spec.commandLine().getOut().println(answer);
      } else {
        show(proposal);
      }
      if (apply) {
        apply(controller, proposal.items("changes"));
      }
    }
  }

  private void show(Json proposal) {
    Screen screen = new Screen(spec.commandLine().getOut());
    screen.line("%s", proposal.text("sentence"));
    for (Json change : proposal.items("changes")) {
      screen.line("  %s: %s -> %s", change.text("field"), change.text("from"), change.text("to"));
    }
    screen.line("%-22s %12s %12s", "over the recorded load", "now", "proposed");
    Json before = proposal.at("before");
    Json after = proposal.at("after");
    screen.line(
        "%-22s %12.6f %12.6f",
        "cost",
        before.at("cost").at("run").number("total"),
        after.at("cost").at("run").number("total"));
    screen.line(
        "%-22s %12d %12d",
        "requests missed", before.count("missedRequests"), after.count("missedRequests"));
    screen.line(
        "%-22s %12d %12d",
        "most replicas", before.count("peakReplicas"), after.count("peakReplicas"));
    screen.line(
        "%-22s %12.3f %12.3f",
        "time with too few",
        before.at("elasticity").number("tauU"),
        after.at("elasticity").number("tauU"));
  }

  private void apply(Controller controller, List<Json> changes) {
    if (changes.isEmpty()) {
      return;
    }
    for (Json change : changes) {
      if (change.text("field").startsWith("resources.")) {
        throw new CommandFailure(
            ExitCode.BAD_USAGE,
            "Nothing was changed: %s is the Deployment's and belongs to the rest of the proposal; set it there to %s first."
                .formatted(change.text("field"), change.text("to")));
      }
    }
    controller.put(
        "/api/hpa", ChangedSpec.of(Json.parse(controller.get("/api/hpa")).at("spec"), changes));
    new Screen(spec.commandLine().getOut()).line("The autoscaler was changed.");
  }
}
