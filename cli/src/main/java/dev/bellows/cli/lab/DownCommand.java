package dev.bellows.cli.lab;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Screen;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bellows down`: ends the bench that another terminal's `bellows up` runs.
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "End the bench that `bellows up` started on this machine.")
public final class DownCommand implements Runnable {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The dashboard's port of the bench to end (default: ${DEFAULT-VALUE}).")
  private int port = Ports.DEFAULT_DASHBOARD;

  @Override
  public void run() {
    Screen screen = new Screen(spec.commandLine().getOut());
    Optional<ProcessHandle> lab = LabFile.of(Home.ofEnvironment(), new Ports(port, 1)).runningLab();
    if (lab.isEmpty()) {
      screen.line("No bench of this checkout runs on port %d.", port);
      return;
    }
    lab.get().destroy();
    awaitEnd(lab.get());
    screen.line("The bench on port %d has ended.", port);
  }

  private static void awaitEnd(ProcessHandle lab) {
    try {
      lab.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException alive) {
      throw new CommandFailure(
          ExitCode.NOT_REACHABLE,
          "The bench (process " + lab.pid() + ") did not end within " + LIMIT.toSeconds() + " s.");
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
