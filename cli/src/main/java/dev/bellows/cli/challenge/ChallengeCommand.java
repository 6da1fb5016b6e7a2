package dev.bellows.cli.challenge;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import dev.bellows.cli.draw.Glyphs;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bellows challenge`: the great auto-scaling challenge, guided.
@Command(
    name = "challenge",
    mixinStandardHelpOptions = true,
    description = {
      "The guided workshop: light load, heavy load, chaos attack, scale-down.",
      "Each step is ticked when the bench has seen it happen. It takes about 15 minutes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was seen",
      "3:something was not seen",
      "5:a run is invalid",
      "64:bad usage",
      "69:the bench cannot be reached"
    })
public final class ChallengeCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int LONGEST_SECONDS = 3600;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();

  @Option(names = "--yes", description = "Go on without asking, for scripts.")
  private boolean yes;

  @Option(
      names = "--load-seconds",
      paramLabel = "SECONDS",
      description = "How long each load is on (default: 60, 120 and 300).")
  private @Nullable Integer loadSeconds;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description =
          "How long each step may take at most (default: its load and a minute; 10 minutes for"
              + " scale-down).")
  private @Nullable Integer limit;

  @Override
  public Integer call() throws InterruptedException {
    Pace pace = new Pace(seconds("--load-seconds", loadSeconds), seconds("--limit", limit), POLL);
    BufferedReader answers =
        yes ? null : new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    Screen screen = new Screen(spec.commandLine().getOut());
    try (Controller controller = server.connect()) {
      Challenge challenge =
          new Challenge(controller, new Guide(screen, Glyphs.ofOutput(), answers), pace);
      Thread stop = new Thread(challenge::stopLoad, "stop-load");
      Runtime.getRuntime().addShutdownHook(stop);
      int code = challenge.run();
      Runtime.getRuntime().removeShutdownHook(stop);
      return code;
    }
  }

  private static @Nullable Duration seconds(String option, @Nullable Integer given) {
    if (given == null) {
      return null;
    }
    if (given < 1 || given > LONGEST_SECONDS) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "%s must be between 1 and %d seconds, but was %d."
              .formatted(option, LONGEST_SECONDS, given));
    }
    return Duration.ofSeconds(given);
  }
}
