package dev.bellows.controller.cluster.local;

import dev.bellows.controller.cluster.local.manifest.HttpProbe;
import dev.bellows.controller.cluster.local.manifest.PodTemplate;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// Runs the probes of one pod in a thread of its own until it is interrupted.
///
/// While the pod starts it is asked every 50 ms, more often than its manifest says, so that a pod
/// that starts in half a second is ready in half a second; from then on the manifest's periods
/// hold.
final class Prober implements Runnable {
  private static final Duration EAGER = Duration.ofMillis(50);
  private static final Duration PATIENT = Duration.ofMillis(500);
  private static final Duration EAGER_FOR = Duration.ofSeconds(5);

  /// Who learns what the probes found.
  interface Listener {
    void readiness(boolean ready);

    void dead(String why);
  }

  private final PodTemplate template;
  private final InetSocketAddress address;
  private final Listener listener;
  private final long launchedNanos;
  private final long beganNanos = System.nanoTime();
  private int livenessFailures;
  private long livenessDueNanos;

  /// @param launchedNanos when the pod's process was started, by [System#nanoTime()]
  Prober(PodTemplate template, InetSocketAddress address, long launchedNanos, Listener listener) {
    this.launchedNanos = launchedNanos;
    this.template = template;
    this.address = address;
    this.listener = listener;
  }

  @Override
  public void run() {
    try {
      if (awaitStartup()) {
        watch();
      }
    } catch (InterruptedException podEnded) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitStartup() throws InterruptedException {
    Optional<HttpProbe> startup = template.startup();
    if (startup.isEmpty()) {
      return true;
    }
    HttpProbe probe = startup.get();
    Thread.sleep(probe.initialDelay());
    Duration allowed = probe.patience();
    while (!succeeds(probe)) {
      if (System.nanoTime() - launchedNanos > allowed.toNanos()) {
        listener.dead("the startup probe failed for %d s".formatted(allowed.toSeconds()));
        return false;
      }
      Thread.sleep(startingPeriod());
    }
    return true;
  }

  private void watch() throws InterruptedException {
    HttpProbe readiness = template.readiness().orElse(null);
    if (readiness == null) {
      listener.readiness(true);
    } else {
      Thread.sleep(readiness.initialDelay());
    }
    template.liveness().ifPresent(probe -> livenessDueNanos = inNanos(probe.initialDelay()));
    boolean ready = readiness == null;
    boolean everReady = ready;
    int inARow = 0;
    while (checkLiveness()) {
      if (readiness == null) {
        Thread.sleep(template.liveness().map(HttpProbe::period).orElse(PATIENT));
        continue;
      }
      boolean success = succeeds(readiness);
      inARow = success == ready ? 0 : inARow + 1;
      if (inARow >= (success ? readiness.successThreshold() : readiness.failureThreshold())) {
        ready = success;
        everReady |= success;
        inARow = 0;
        listener.readiness(ready);
      }
      Thread.sleep(everReady ? readiness.period() : startingPeriod());
    }
  }

  /// Does the liveness probe when it is due; false when the pod has to be ended.
  private boolean checkLiveness() throws InterruptedException {
    HttpProbe probe = template.liveness().orElse(null);
    if (probe == null || System.nanoTime() - livenessDueNanos < 0) {
      return true;
    }
    livenessDueNanos = inNanos(probe.period());
    livenessFailures = succeeds(probe) ? 0 : livenessFailures + 1;
    if (livenessFailures < probe.failureThreshold()) {
      return true;
    }
    listener.dead("the liveness probe failed %d times in a row".formatted(livenessFailures));
    return false;
  }

  /// Does one probe. The interrupt that ends the probing breaks an open one off, which says nothing
  /// about the pod.
  private boolean succeeds(HttpProbe probe) throws InterruptedException {
    boolean success = HttpCheck.succeeds(address, probe.path(), probe.timeout());
    if (Thread.interrupted()) {
      throw new InterruptedException("the probing has ended");
    }
    return success;
  }

  private Duration startingPeriod() {
    return elapsed().compareTo(EAGER_FOR) < 0 ? EAGER : PATIENT;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - beganNanos);
  }

  private static long inNanos(Duration wait) {
    return System.nanoTime() + wait.toNanos();
  }
}
