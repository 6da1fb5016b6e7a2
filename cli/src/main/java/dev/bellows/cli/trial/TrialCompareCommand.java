package dev.bellows.cli.trial;

import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.JsonOption;
import dev.bellows.cli.api.Printer;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import dev.bellows.cli.api.UrlText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bellows trial compare`: two trials side by side, and what differs in their set-up.
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Compare two trials, figure by figure; lower is better everywhere but in answered.")
final class TrialCompareCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "A", description = "The earlier trial.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "B", description = "The later trial.")
  private String second = "";

  @Override
  public void run() {
    try (Controller controller = server.connect()) {
      Json one = Json.parse(controller.get("/api/trials/" + UrlText.of(first)));
      Json other = Json.parse(controller.get("/api/trials/" + UrlText.of(second)));
      Screen screen = new Screen(spec.commandLine().getOut());
      if (json.wanted()) {
        new Printer(spec.commandLine().getOut()).page(document(one, other));
        return;
      }
      screen.line("%-24s %17s %17s %10s", "", "A", "B", "change");
      screen.line("%-24s %17s %17s", "verdict", Verdicts.of(one), Verdicts.of(other));
      Set<String> names = new LinkedHashSet<>(one.at("figures").fields().keySet());
      names.addAll(other.at("figures").fields().keySet());
      for (String name : names) {
        OptionalDouble before = Figures.of(one, name);
        OptionalDouble after = Figures.of(other, name);
        screen.line(
            "%-24s %17s %17s %10s",
            Figures.words(name),
            Figures.shown(before),
            Figures.shown(after),
            change(before, after));
      }
      differences(one, other)
          .forEach((name, difference) ->
              screen.line("%s %s: %s", screen.yellow("differs:"), name, difference));
    }
  }

  private static String change(OptionalDouble before, OptionalDouble after) {
    if (before.isEmpty() || after.isEmpty() || before.getAsDouble() == 0) {
      return "";
    }
    return "%+.0f %%".formatted((after.getAsDouble() / before.getAsDouble() - 1) * 100);
  }

  private static Map<String, Object> document(Json one, Json other) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("a", one.text("id"));
    document.put("b", other.text("id"));
    document.put("verdicts", Map.of("a", one.text("verdict"), "b", other.text("verdict")));
    document.put(
        "figures", Map.of("a", one.at("figures").fields(), "b", other.at("figures").fields()));
    document.put("differences", differences(one, other));
    return document;
  }

  private static Map<String, String> differences(Json one, Json other) {
    Map<String, String> differences = new LinkedHashMap<>();
    TreeSet<String> names = new TreeSet<>(one.at("setUp").fields().keySet());
    names.addAll(other.at("setUp").fields().keySet());
    for (String name : names) {
      String before = one.at("setUp").text(name);
      String after = other.at("setUp").text(name);
      if (!Objects.equals(before, after)) {
        differences.put(name, before + " -> " + after);
      }
    }
    return differences;
  }
}
