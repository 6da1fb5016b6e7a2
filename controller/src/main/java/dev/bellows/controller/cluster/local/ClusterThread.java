package dev.bellows.controller.cluster.local;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The one thread that owns all pods of the local cluster. Whatever happens to them (asked
/// replicas, exits, probes, metrics) becomes a task of it, so nothing that they own needs a lock.
final class ClusterThread implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ClusterThread.class);

  private final ScheduledExecutorService tasks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("cluster").daemon().factory());

  void later(Runnable task) {
    after(Duration.ZERO, task);
  }

  void after(Duration wait, Runnable task) {
    try {
      tasks.schedule(guarded(task), wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      // The cluster has been closed, and nobody waits for news of its pods.
    }
  }

  /// Begins at once. After a pause of this process (Ctrl-Z) what was missed is not made up for.
  void repeatedly(Duration pause, Runnable task) {
    tasks.scheduleWithFixedDelay(guarded(task), 0, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Keeps its phase: what was missed is made up for.
  void steadily(Duration first, Duration period, Runnable task) {
    tasks.scheduleAtFixedRate(
        guarded(task), first.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Waits for an answer.
  <T> T ask(Callable<T> question) {
    try {
      return tasks.submit(question).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the local cluster", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the local cluster has no answer", e.getCause());
    }
  }

  @Override
  public void close() {
    tasks.shutdownNow();
  }

  /// A task that fails must not end the series it belongs to.
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("A task of the local cluster failed", e);
      }
    };
  }
}
