package dev.bellows.cli.hpa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.bellows.cli.api.InputFile;
import dev.bellows.cli.api.Printer;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.hpa.replay.Scenario;
import dev.bellows.core.scaling.hpa.replay.TickDocument;
import dev.bellows.core.scaling.hpa.replay.UnreadableInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bellows hpa replay`: decides every tick of a recording again.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Decide every tick of a recording again, as Kubernetes does.",
      "The recording has one scenario a line, a JSON object with id, hpa, controller, containerRequests and ticks; it may be gzipped. What it expects is not looked at.",
      "Prints one JSON object a line for each tick: the fields id, tick (counted from 0) and atSeconds say which, and those of a recording's \"expected\" part say what was decided: specReplicas, statusDesiredReplicas, conditions, events, currentMetrics, error. What is empty is left out.",
      "Compare with a recording: jq -c '.ticks[].expected' beside jq -c 'del(.id,.tick,.atSeconds)'."
    })
final class ReplayCommand implements Runnable {
  private static final JSON READER = JSON.std.with(JSON.Feature.USE_BIG_DECIMAL_FOR_FLOATS);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The recording; - for the standard input.")
  private String file = "-";

  @Override
  public void run() {
    InputFile recording = new InputFile(file);
    Printer printer = new Printer(spec.commandLine().getOut());
    recording.read(lines -> {
      replay(recording, lines, printer);
      return printer;
    });
  }

  private static void replay(InputFile recording, BufferedReader lines, Printer printer)
      throws IOException {
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        print(scenario(recording, number, line), printer);
      }
    }
    if (number == 0) {
      throw recording.failure("it is empty, but must hold one scenario a line");
    }
  }

  private static Scenario scenario(InputFile recording, int line, String text) throws IOException {
    try {
      return Scenario.of(READER.mapFrom(text));
    } catch (UnreadableInputException unreadable) {
      throw recording.failure(line, unreadable.getMessage() + ".");
    } catch (JsonProcessingException malformed) {
      String problem = malformed.getOriginalMessage().replaceFirst(" \\(start marker.*", "");
      throw recording.failure(line, "no JSON object: " + problem + ".");
    }
  }

  private static void print(Scenario scenario, Printer printer) {
    List<Decision> decisions = scenario.replay();
    for (int tick = 0; tick < decisions.size(); tick++) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("id", scenario.id());
      document.put("tick", tick);
      document.put("atSeconds", seconds(decisions.get(tick).atMillis()));
      document.putAll(TickDocument.of(decisions.get(tick)));
      printer.line(document);
    }
  }

  private static Number seconds(long millis) {
    return millis % 1000 == 0 ? (Number) (millis / 1000) : BigDecimal.valueOf(millis, 3);
  }
}
