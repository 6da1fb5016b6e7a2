package dev.bellows.controller.cluster.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The process of a pod.
///
/// It binds a port of its own choice (0) and says so on its output, so that no other process can
/// take the port in between. Its standard input is a pipe that stays open as long as this
/// controller lives: when that ends, however it ends, the pod sees the end of its input and goes.
final class PodProcess {
  private static final Pattern LISTENING =
      Pattern.compile("Listening on: (http://[0-9A-Za-z.\\[\\]:-]+:\\d+)");

  private final Process process;

  private PodProcess(Process process) {
    this.process = process;
  }

  /// Starts the command; `listening` is told the address once, from another thread.
  static PodProcess start(
      PodCommand command,
      Map<String, String> environment,
      BoundedLog log,
      Consumer<InetSocketAddress> listening)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command.words())
            .directory(command.directory().toFile())
            .redirectErrorStream(true);
    // Settings of this controller (its own port, above all) are not the pod's.
    builder.environment().keySet().removeIf(PodProcess::isOurs);
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread.ofPlatform()
        .name("log of " + process.pid())
        .daemon()
        .start(() -> copyOutput(process, log, listening));
    return new PodProcess(process);
  }

  long pid() {
    return process.pid();
  }

  /// CPU time used so far, user and system.
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /// Asks it to end (SIGTERM). `Process.destroy` would also close its standard input, which tells
  /// it that we are dead and that nobody waits for its drain.
  void terminate() {
    process.toHandle().destroy();
  }

  /// Ends it (SIGKILL).
  void kill() {
    process.destroyForcibly();
  }

  private static boolean isOurs(String variable) {
    return variable.startsWith("QUARKUS_") || variable.startsWith("BELLOWS_");
  }

  private static void copyOutput(
      Process process, BoundedLog log, Consumer<InetSocketAddress> listening) {
    boolean announced = false;
    try (log;
        BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher matcher = LISTENING.matcher(line);
        if (!announced && matcher.find()) {
          announced = true;
          URI address = URI.create(matcher.group(1));
          listening.accept(new InetSocketAddress("127.0.0.1", address.getPort()));
        }
        log.line(line);
      }
    } catch (IOException endedMeanwhile) {
      // A pipe that breaks because its process was killed has nothing more to tell.
    }
  }
}
