package dev.bellows.cli.score;

import dev.bellows.cli.api.InputFile;
import dev.bellows.cli.api.Printer;
import dev.bellows.cli.api.Screen;
import dev.bellows.core.scorecard.Elasticity;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bellows score`: the elasticity scores of a recorded demand and supply.
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Score how well a supply of replicas followed the demand for them, without a run.",
      "The file holds one JSON object of step functions, plain or gzipped:",
      "  {\"until\": seconds, \"demand\": [[atSeconds, replicas], ...], \"supply\": [[atSeconds, replicas], ...]}",
      "Times rise and count from 0 to until; a value holds until the next point, the first one also before it. Other fields are skipped.",
      "Formulas and units: docs/scores.md."
    })
public final class ScoreCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      required = true,
      description = "The recording; - for the standard input.")
  private String file = "-";

  @Option(names = "--json", description = "Print the scores as one JSON object.")
  private boolean json;

  @Override
  public void run() {
    Elasticity elasticity = SeriesFile.read(new InputFile(file)).score();
    if (json) {
      new Printer(spec.commandLine().getOut()).page(document(elasticity));
    } else {
      show(elasticity, new Screen(spec.commandLine().getOut()));
    }
  }

  private static Map<String, Object> document(Elasticity elasticity) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("thetaU", elasticity.thetaU());
    document.put("thetaO", elasticity.thetaO());
    document.put("thetaUNormalized", elasticity.thetaUNormalized());
    document.put("thetaONormalized", elasticity.thetaONormalized());
    document.put("tauU", elasticity.tauU());
    document.put("tauO", elasticity.tauO());
    document.put("demandChanges", elasticity.demandChanges());
    document.put("supplyChanges", elasticity.supplyChanges());
    document.put("jitterPerMinute", elasticity.jitterPerMinute());
    return document;
  }

  private static void show(Elasticity elasticity, Screen screen) {
    row(screen, "thetaU", elasticity.thetaU(), "replicas too few, on average over time");
    row(screen, "thetaO", elasticity.thetaO(), "replicas too many, on average over time");
    row(screen, "thetaUNormalized", elasticity.thetaUNormalized(), "too few, of the demand");
    row(screen, "thetaONormalized", elasticity.thetaONormalized(), "too many, of the demand");
    row(screen, "tauU", elasticity.tauU(), "of the time with too few");
    row(screen, "tauO", elasticity.tauO(), "of the time with too many");
    row(screen, "demandChanges", elasticity.demandChanges(), "replicas, up and down");
    row(screen, "supplyChanges", elasticity.supplyChanges(), "replicas, up and down");
    row(screen, "jitterPerMinute", elasticity.jitterPerMinute(), "replicas/min moved in vain");
  }

  private static void row(Screen screen, String name, double value, String meaning) {
    screen.line("%-17s %14.6f  %s", name, value, screen.dim(meaning));
  }
}
