package dev.bellows.cli.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The installed kubectl, for one context of its configuration. Every failure is a [CommandFailure]
/// with one sentence.
public final class Kubectl {
  private final String program;
  private final List<String> options;

  /// The program is the one that `KUBECTL` names, or the system property `bellows.kubectl`.
  ///
  /// @param context of the kubeconfig; null takes the current one
  public Kubectl(@Nullable String context) {
    this.program =
        System.getProperty("bellows.kubectl", System.getenv().getOrDefault("KUBECTL", "kubectl"));
    this.options = context == null ? List.of() : List.of("--context", context);
  }

  /// Runs a command and hands on each line of what it writes.
  ///
  /// @throws CommandFailure when it does not end well; the sentence is kubectl's last line
  public void run(Consumer<String> lines, String... arguments) {
    run(null, lines, arguments);
  }

  /// Likewise, with something on its standard input.
  public void run(@Nullable String input, Consumer<String> lines, String... arguments) {
    Process process = start(arguments);
    String last = "";
    try {
      if (input != null) {
        process.outputWriter().write(input);
      }
      process.outputWriter().close();
      try (BufferedReader reader = process.inputReader()) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.accept(line);
          last = line.isBlank() ? last : line;
        }
      }
      int code = process.waitFor();
      if (code != 0) {
        throw new CommandFailure(
            ExitCode.NOT_REACHABLE,
            "`kubectl %s` ended with exit code %d: %s"
                .formatted(String.join(" ", arguments), code, last));
      }
    } catch (IOException broken) {
      throw new CommandFailure(
          ExitCode.NOT_REACHABLE, "kubectl could not be listened to: " + broken.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw new CommandFailure(ExitCode.NOT_REACHABLE, "Interrupted while kubectl was working");
    }
  }

  /// Starts a command that goes on until it is ended; its errors are among its output.
  Process start(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(options);
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      throw new CommandFailure(
          ExitCode.NOT_REACHABLE,
          program
              + " is not installed, or not on the PATH: see https://kubernetes.io/docs/tasks/tools/.");
    }
  }
}
