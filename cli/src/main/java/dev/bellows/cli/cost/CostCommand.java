package dev.bellows.cli.cost;

import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.JsonOption;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import dev.bellows.cli.api.UrlText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bellows cost`: what the replicas of the last while cost.
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    description = "Show what the replicas of the last while cost, and what they could have cost.")
public final class CostCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--last", paramLabel = "TIME", description = "Such as 10m (default: 1h).")
  private String last = "1h";

  @Override
  public void run() {
    try (Controller controller = server.connect()) {
      String answer = controller.get("/api/cost?last=" + UrlText.of(last));
      if (json.wanted()) {
        spec.commandLine().getOut().println(answer);
        return;
      }
      show(Json.parse(answer));
    }
  }

  private void show(Json cost) {
    Screen screen = new Screen(spec.commandLine().getOut());
    screen.line("%s to %s, in %s", cost.text("from"), cost.text("to"), cost.text("currency"));
    line(screen, "spent", cost.at("run").number("total"));
    line(screen, "  over-provisioned", cost.number("overProvisioned"));
    if (cost.has("perThousandAnswered")) {
      line(screen, "per 1,000 requests", cost.number("perThousandAnswered"));
    }
    line(screen, "static peak", cost.number("staticPeak"));
    line(screen, "oracle", cost.number("oracle"));
    line(screen, "an hour, now", cost.number("perHourNow"));
    line(screen, "a month like this", cost.number("monthProjection"));
    screen.line("%-20s %9.1f %%", "potential", 100 * cost.number("potential"));
  }

  private static void line(Screen screen, String name, double amount) {
    screen.line("%-20s %11.6f", name, amount);
  }
}
