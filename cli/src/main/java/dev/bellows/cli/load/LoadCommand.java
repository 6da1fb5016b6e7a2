package dev.bellows.cli.load;

import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bellows load`: starts a profile's load, its values overridden by the options that are given.
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Start load on the target.",
      "light: 30 % of full load for 60 s; heavy: 70 % for 120 s; chaos: 150 % for 300 s; custom: as the options say."
    })
public final class LoadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(
      paramLabel = "PROFILE",
      converter = Profile.Names.class,
      description = "light, heavy, chaos or custom.")
  private Profile profile = Profile.CUSTOM;

  @Option(
      names = "--intensity",
      paramLabel = "PERCENT",
      description = "Percent of full load, 1 to 200.")
  private @Nullable String intensity;

  @Option(names = "--duration", paramLabel = "SECONDS", description = "How long, in seconds.")
  private @Nullable String duration;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "Work per request: http (1 ms of CPU), cpu (25 ms) or mixed (half of the CPU in each).")
  private @Nullable String type;

  @Option(
      names = "--wait",
      description = "Wait for the end and show progress; exit code 5 when the run is invalid.")
  private boolean wait;

  @Option(names = "--json", description = "Print the run as JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> parameters = parameters();
    if (!parameters.containsKey("intensity")) {
      throw new ParameterException(spec.commandLine(), "load custom needs --intensity (1 to 200).");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Controller controller = server.connect()) {
      String started = controller.post("/api/load?" + query(parameters));
      if (!wait) {
        announce(new Screen(out), out, started);
        return ExitCode.PASS;
      }
      RunWatch watch =
          new RunWatch(controller, new Screen(json ? spec.commandLine().getErr() : out));
      String ended = watch.untilEnd(Json.parse(started).text("id"));
      if (json) {
        out.println(ended);
      }
      return "INVALID".equals(Json.parse(ended).text("state"))
          ? ExitCode.INVALID_RUN
          : ExitCode.PASS;
    }
  }

  private void announce(Screen screen, PrintWriter out, String started) {
    if (json) {
      out.println(started);
      return;
    }
    Json run = Json.parse(started);
    screen.line(
        "Run %s started: %.1f requests/s until %s. Stop it with `bellows stop`.",
        run.text("id"), run.number("targetRate"), run.text("endsAt"));
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>(profile.parameters());
    putGiven(parameters, "intensity", intensity);
    putGiven(parameters, "duration", duration);
    putGiven(parameters, "type", type);
    return parameters;
  }

  private static void putGiven(
      Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry ->
            entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
