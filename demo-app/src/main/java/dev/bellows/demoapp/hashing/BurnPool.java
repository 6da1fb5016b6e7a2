package dev.bellows.demoapp.hashing;

import dev.bellows.demoapp.CpuClock;
import dev.bellows.demoapp.ProblemException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A fixed number of platform threads that burn, and a short queue in front of them. Never virtual
/// threads: a burn holds its carrier and would starve the rest, and thread CPU time is per carrier.
final class BurnPool {

  private static final int RETRY_AFTER_SECONDS = 1;

  private final ThreadPoolExecutor threads;
  private final ThreadLocal<Burner> burners;
  private final int queue;
  private final LongAdder cpuNanos = new LongAdder();

  BurnPool(int concurrency, int queue, CpuClock clock, CpuQuota quota) {
    this.queue = queue;
    this.burners = ThreadLocal.withInitial(() -> new Burner(clock, quota));
    this.threads =
        new ThreadPoolExecutor(
            concurrency,
            concurrency,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Thread.ofPlatform().name("burn-", 0).daemon().factory());
  }

  /// Burns as soon as a thread is free and then calls back on it with the result or the failure;
  /// throws a problem (503, Retry-After) at once when the queue is full.
  void submit(String seed, long nanos, BiConsumer<@Nullable Done, @Nullable Throwable> callback) {
    long submitted = System.nanoTime();
    try {
      threads.execute(() -> run(seed, nanos, submitted, callback));
    } catch (RejectedExecutionException full) {
      throw ProblemException.overloaded(
          "the pod is busy: %d requests burn and %d wait, which is the most that it takes"
              .formatted(threads.getMaximumPoolSize(), queue),
          RETRY_AFTER_SECONDS);
    }
  }

  private void run(
      String seed,
      long nanos,
      long submitted,
      BiConsumer<@Nullable Done, @Nullable Throwable> callback) {
    Done done;
    try {
      long queued = System.nanoTime() - submitted;
      Burner.Burn burn = burners.get().burn(seed, nanos);
      cpuNanos.add(burn.cpuNanos());
      done = new Done(burn, queued);
    } catch (RuntimeException | Error failure) {
      callback.accept(null, failure);
      return;
    }
    callback.accept(done, null);
  }

  /// CPU time burnt since the start, in seconds.
  double cpuSeconds() {
    return cpuNanos.sum() / 1e9;
  }

  int queued() {
    return threads.getQueue().size();
  }

  /// A finished burn and the time that it had to wait.
  record Done(Burner.Burn burn, long queuedNanos) {}
}
