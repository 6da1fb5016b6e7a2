package dev.bellows.cli.trial;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.JsonOption;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bellows trial run`: hands a trial file to the controller, shows how far it is, and tells the
/// verdict to people and to the shell.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Run a trial and wait for its verdict.",
      "Exit codes: 0 passed, 2 SLO missed, 3 elasticity missed, 4 cost missed, 5 invalid or interrupted."
    })
final class TrialRunCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MOST_SILENT_POLLS = 10;

  /// A controller that starts with a history on disk has read it by then.
  private static final int MOST_DENIALS = 3;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "FILE", description = "The trial file, such as trials/heavy.yaml.")
  private Path file = Path.of("");

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "How often; medians and spread are told.")
  private @Nullable Integer repeat;

  @Option(
      names = "--against",
      paramLabel = "WHERE",
      description = "Refuse to run unless the controller's pods run there: local or cluster.")
  private @Nullable String against;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write the checks as JUnit's XML.")
  private @Nullable Path junit;

  @Override
  public Integer call() throws InterruptedException {
    String text = TrialText.read(file);
    PrintWriter out = spec.commandLine().getOut();
    Screen screen = new Screen(json.wanted() ? spec.commandLine().getErr() : out);
    try (Controller controller = server.connect()) {
      requirePlace(controller);
      Json trial = start(controller, text);
      String id = trial.text("id");
      screen.line("Trial %s", screen.bold(id));
      Json ended = await(controller, screen, id);
      if (json.wanted()) {
        out.println(controller.get("/api/trials/" + id));
      } else {
        new TrialPage(screen).show(ended);
      }
      if (junit != null) {
        write(junit, controller.get("/api/reports/%s.xml".formatted(id)));
      }
      return (int) ended.count("exitCode");
    }
  }

  private Json start(Controller controller, String text) {
    try {
      return Json.parse(
          controller.post("/api/trials" + (repeat == null ? "" : "?repeat=" + repeat), text));
    } catch (CommandFailure told) {
      throw TrialText.flaw(file, told);
    }
  }

  private void requirePlace(Controller controller) {
    if (against == null) {
      return;
    }
    String wanted =
        switch (against) {
          case "local" -> "local";
          case "cluster", "kubernetes" -> "kubernetes";
          default ->
              throw new CommandFailure(
                  ExitCode.BAD_USAGE,
                  "--against must be local or cluster, but was '%s'.".formatted(against));
        };
    String found = Json.parse(controller.get("/api/state")).text("cluster");
    if (!wanted.equals(found)) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "The trial is to run against %s, but the controller's pods run on %s; name another controller with --server."
              .formatted(against, found));
    }
  }

  private static Json await(Controller controller, Screen screen, String id)
      throws InterruptedException {
    String told = "";
    int silent = 0;
    int denials = 0;
    for (Duration pause = Duration.ZERO; ; pause = POLL) {
      Thread.sleep(pause);
      Json trial;
      try {
        trial = Json.parse(controller.get("/api/trials/" + id));
        silent = 0;
        denials = 0;
      } catch (CommandFailure none) {
        if (none.exitCode() == ExitCode.BAD_USAGE && ++denials >= MOST_DENIALS) {
          throw forgotten(id);
        }
        if (++silent >= MOST_SILENT_POLLS) {
          throw none;
        }
        continue;
      }
      if (trial.text("state").equals("DONE")) {
        screen.endProgress();
        return trial;
      }
      if (screen.isTerminal()) {
        screen.progress("%s: %s", Verdicts.of(trial), trial.text("text"));
      } else if (!trial.text("state").equals(told)) {
        told = trial.text("state");
        screen.line("%s: %s", Verdicts.of(trial), trial.text("text"));
      }
    }
  }

  /// The controller accepted the trial, so that it was no mistake to ask for it.
  private static CommandFailure forgotten(String id) {
    return new CommandFailure(
        ExitCode.INVALID_RUN,
        "The controller no longer knows trial %s: it started again, and its history did not outlive it."
            .formatted(id));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE, "%s cannot be written: %s".formatted(file, unwritable.getMessage()));
    }
  }
}
