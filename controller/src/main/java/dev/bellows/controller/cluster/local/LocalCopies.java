package dev.bellows.controller.cluster.local;

import dev.bellows.controller.cluster.TargetCopies;
import dev.bellows.controller.cluster.TargetCopy;
import dev.bellows.controller.cluster.local.manifest.HttpProbe;
import dev.bellows.controller.cluster.local.manifest.PodTemplate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Copies of the target as processes that the balancer does not know. Like every pod they see the
/// end of their standard input when this controller dies, and go.
public final class LocalCopies implements TargetCopies {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
  private static final long BETWEEN_PROBES_MILLIS = 100;
  private static final int FAREWELL_SECONDS = 6;

  private final PodTemplate template;
  private final PodLauncher launcher;
  private final PodNames names = new PodNames();

  public LocalCopies(PodTemplate template, PodLauncher launcher) {
    this.template = template;
    this.launcher = launcher;
  }

  @Override
  public String version() {
    return template.workload() + "@" + launcher.version();
  }

  @Override
  public TargetCopy start(int cpuLimitMillicores) {
    CompletableFuture<InetSocketAddress> listening = new CompletableFuture<>();
    try {
      PodProcess process =
          launcher
              .limitedTo(OptionalLong.of(cpuLimitMillicores))
              .launch(names.next(template.workload() + "-copy"), listening::complete);
      process.onExit().thenAccept(code -> listening.cancel(false));
      return new Copy(process, listening);
    } catch (IOException e) {
      throw new IllegalStateException(
          "A copy of the target could not be started: " + e.getMessage(), e);
    }
  }

  private final class Copy implements TargetCopy {
    private final PodProcess process;
    private final CompletableFuture<InetSocketAddress> listening;

    private Copy(PodProcess process, CompletableFuture<InetSocketAddress> listening) {
      this.process = process;
      this.listening = listening;
    }

    @Override
    public URI awaitReady(Duration patience) {
      long deadline = System.nanoTime() + patience.toNanos();
      try {
        InetSocketAddress address = listening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        String path = template.readiness().map(HttpProbe::path).orElse("/");
        while (!HttpCheck.succeeds(address, path, PROBE_TIMEOUT)) {
          if (System.nanoTime() > deadline || !process.isAlive()) {
            throw new IllegalStateException("The copy of the target did not get ready in time.");
          }
          Thread.sleep(BETWEEN_PROBES_MILLIS);
        }
        return URI.create("http://127.0.0.1:" + address.getPort());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the copy of the target started.", e);
      } catch (ExecutionException | TimeoutException | RuntimeException e) {
        throw new IllegalStateException("The copy of the target did not get ready in time.", e);
      }
    }

    @Override
    public void close() {
      process.terminate();
      try {
        process.onExit().get(FAREWELL_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.kill();
      } catch (ExecutionException | TimeoutException late) {
        process.kill();
      }
    }
  }
}
