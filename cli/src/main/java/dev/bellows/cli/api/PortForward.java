package dev.bellows.cli.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `kubectl port-forward` to the controller of a cluster, for as long as a command runs.
public final class PortForward implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("Forwarding from 127\\.0\\.0\\.1:(\\d+)");
  private static final long PATIENCE_SECONDS = 20;

  private final Process process;
  private final Thread atExit;
  private final URI address;

  private PortForward(Process process, URI address) {
    this.process = process;
    this.address = address;
    this.atExit = Thread.ofPlatform().unstarted(process::destroy);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Opens it on a free port.
  ///
  /// @throws CommandFailure when the controller cannot be reached so
  public static PortForward open(Kubectl kubectl, String namespace) {
    Process process =
        kubectl.start(
            "--namespace",
            namespace,
            "port-forward",
            "--address",
            "127.0.0.1",
            "service/controller",
            ":80");
    CompletableFuture<Integer> port = new CompletableFuture<>();
    // It is read to its end, or kubectl would stop at a full pipe.
    Thread.ofVirtual().start(() -> read(process, port));
    try {
      return new PortForward(
          process, URI.create("http://127.0.0.1:" + port.get(PATIENCE_SECONDS, TimeUnit.SECONDS)));
    } catch (ExecutionException refused) {
      process.destroy();
      throw new CommandFailure(
          ExitCode.NOT_REACHABLE,
          "The controller in namespace %s cannot be reached: %s"
              .formatted(namespace, refused.getCause().getMessage()));
    } catch (TimeoutException silent) {
      process.destroy();
      throw new CommandFailure(
          ExitCode.NOT_REACHABLE,
          "kubectl opened no port-forward within %d s.".formatted(PATIENCE_SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw new CommandFailure(ExitCode.NOT_REACHABLE, "Interrupted while waiting for kubectl");
    }
  }

  public URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // This program ends anyway, and the hook does the same.
    }
  }

  private static void read(Process process, CompletableFuture<Integer> port) {
    String last = "kubectl ended without a word";
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher ready = READY.matcher(line);
        if (ready.find()) {
          port.complete(Integer.valueOf(ready.group(1)));
        }
        last = line.isBlank() ? last : line;
      }
    } catch (IOException ended) {
      // The process was ended, and what is known counts.
    }
    port.completeExceptionally(new IOException(last));
  }
}
