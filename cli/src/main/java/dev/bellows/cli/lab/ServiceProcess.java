package dev.bellows.cli.lab;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One service of the lab as a child process. It holds the pipe to the child's standard input open:
/// when this process dies, the child reads the end of it and ends by itself.
final class ServiceProcess {
  private static final Duration POLL = Duration.ofMillis(25);
  private static final int PROBE_TIMEOUT_MILLIS = 1000;

  private final String name;
  private final Path log;
  private final Process process;

  private ServiceProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /// Starts a service; what it prints goes to its log, what it says on standard error beside it.
  ///
  /// @param again in this lab: then the log still has what it printed before it ended
  static ServiceProcess start(ServiceCommand command, Path logs, boolean again) {
    Path log = logs.resolve(command.name() + ".log");
    try {
      Files.createDirectories(logs);
      ProcessBuilder builder = new ProcessBuilder(command.words());
      builder.directory(command.directory().toFile());
      builder.environment().putAll(command.environment());
      builder.redirectOutput(again ? Redirect.appendTo(log.toFile()) : Redirect.to(log.toFile()));
      builder.redirectError(errors(log).toFile());
      return new ServiceProcess(command.name(), log, builder.start());
    } catch (IOException notStarted) {
      throw new CommandFailure(
          ExitCode.NOT_REACHABLE,
          "Could not start the " + command.name() + ": " + notStarted.getMessage());
    }
  }

  /// Waits until the address answers with success.
  ///
  /// @throws CommandFailure when the process ends before that, with what it said, or when time is
  ///   up
  void awaitReady(URI probe, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!answers(probe)) {
      if (!process.isAlive()) {
        throw new CommandFailure(exitCodeForShell(), lastWords());
      }
      if (System.nanoTime() > deadline) {
        throw new CommandFailure(
            ExitCode.NOT_REACHABLE,
            "The " + name + " was not ready within " + limit.toSeconds() + " s; its log is " + log);
      }
      Thread.sleep(POLL);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// How it ended, in one sentence: its own last words, else its exit code and where its log is.
  String lastWords() {
    try (Stream<String> lines = Files.lines(errors(log))) {
      List<String> said = lines.filter(line -> !line.isBlank() && !isJvmWarning(line)).toList();
      if (said.size() == 1) {
        return said.getFirst();
      }
    } catch (IOException unreadable) {
      // The exit code below says what is known.
    }
    return "The " + name + " ended with exit code " + process.exitValue() + "; its log is " + log;
  }

  /// Asks the process to end.
  void end() {
    process.destroy();
  }

  /// Waits for the end; past the limit it is killed.
  void awaitEnd(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private int exitCodeForShell() {
    int code = process.exitValue();
    return code == ExitCode.BAD_USAGE ? code : ExitCode.NOT_REACHABLE;
  }

  private static Path errors(Path log) {
    return log.resolveSibling(log.getFileName().toString().replace(".log", ".err"));
  }

  private static boolean isJvmWarning(String line) {
    return line.startsWith("WARNING:") || line.startsWith("[warning]") || line.startsWith("[0.");
  }

  private static boolean answers(URI probe) {
    try {
      HttpURLConnection connection = (HttpURLConnection) probe.toURL().openConnection();
      connection.setConnectTimeout(PROBE_TIMEOUT_MILLIS);
      connection.setReadTimeout(PROBE_TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() < 300;
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }
}
