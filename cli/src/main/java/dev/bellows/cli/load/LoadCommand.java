package dev.bellows.cli.load;

import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.JsonOption;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import dev.bellows.cli.draw.Glyphs;
import dev.bellows.core.schedule.shape.BadValue;
import dev.bellows.core.schedule.shape.Profile;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
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
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Start load on the target, or show its curve with --dry-run.",
      "light: 30 %% of full load for 60 s; heavy: 70 %% for 120 s; chaos: 150 %% for 300 s;",
      "custom: as the options say."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bellows load heavy --wait",
      "  bellows load custom --rate 40 --shape spike --base 20 --peak 150 --dry-run",
      "  bellows load custom --rate 40 --shape sine --mean 100 --amplitude 50 --period 2m"
    })
public final class LoadCommand implements Callable<Integer> {
  private static final String CUSTOM = "custom";
  private static final String CUSTOM_SECONDS = "120";
  private static final Set<String> SIZES = Set.of("intensity", "rate", "users", "shape");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "PROFILE", description = "light, heavy, chaos or custom.")
  private String profile = CUSTOM;

  @Option(
      names = "--wait",
      description = "Wait for the end and show progress; exit code 5 when the run is invalid.")
  private boolean wait;

  @Option(
      names = "--dry-run",
      description = "Start nothing, ask nobody: show the curve and how many arrivals it comes to.")
  private boolean dryRun;

  @ArgGroup(validate = false, heading = "%nHow much, of what:%n")
  private RunOptions run = new RunOptions();

  @ArgGroup(
      validate = false,
      heading =
          "%nShape. A LEVEL is percent of the rate (150) or a rate (45/s), a TIME 30s or 2m.%n")
  private ShapeOptions shape = new ShapeOptions();

  @Override
  public Integer call() throws InterruptedException {
    try {
      Request request = Request.of(parameters());
      return dryRun ? preview(request) : start(request);
    } catch (BadValue refused) {
      throw new ParameterException(
          spec.commandLine(), option(refused.name()) + " " + refused.rule() + ".");
    }
  }

  private int preview(Request request) {
    PrintWriter out = spec.commandLine().getOut();
    PreviewPage page = new PreviewPage(Preview.of(request.values()));
    if (json.wanted()) {
      out.println(page.json());
    } else {
      Screen screen = new Screen(out);
      page.lines(Glyphs.ofOutput()).forEach(screen::line);
    }
    return ExitCode.PASS;
  }

  private int start(Request request) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Controller controller = server.connect()) {
      String started = request.start(controller);
      if (!wait) {
        announce(new Screen(out), out, started);
        return ExitCode.PASS;
      }
      RunWatch watch =
          new RunWatch(controller, new Screen(json.wanted() ? spec.commandLine().getErr() : out));
      String ended = watch.untilEnd(Json.parse(started).text("id"));
      if (json.wanted()) {
        out.println(ended);
      }
      return "INVALID".equals(Json.parse(ended).text("state"))
          ? ExitCode.INVALID_RUN
          : ExitCode.PASS;
    }
  }

  private void announce(Screen screen, PrintWriter out, String started) {
    if (json.wanted()) {
      out.println(started);
      return;
    }
    Json announced = Json.parse(started);
    screen.line(
        "Run %s started: %.1f requests/s until %s. Stop it with `bellows stop`.",
        announced.text("id"), announced.number("targetRate"), announced.text("endsAt"));
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>(run.given());
    parameters.putAll(shape.given());
    String name = profile.toLowerCase(Locale.ROOT);
    if (Profile.words().contains(name)) {
      parameters.put("profile", name);
      return parameters;
    }
    if (!CUSTOM.equals(name)) {
      throw new ParameterException(
          spec.commandLine(),
          "PROFILE must be %s or custom, but was '%s'."
              .formatted(String.join(", ", Profile.words()), profile));
    }
    if (Collections.disjoint(parameters.keySet(), SIZES)) {
      throw new ParameterException(
          spec.commandLine(),
          "load custom needs --intensity (1 to 200), --rate, --shape or --users.");
    }
    parameters.putIfAbsent("duration", CUSTOM_SECONDS);
    return parameters;
  }

  private static String option(String parameter) {
    return "--" + parameter.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
