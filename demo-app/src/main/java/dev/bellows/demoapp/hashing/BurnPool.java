package dev.bellows.demoapp.hashing;

import dev.bellows.demoapp.CpuClock;
import dev.bellows.demoapp.ProblemException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A fixed number of platform threads that burn, and a queue in front of them. Never virtual
/// threads: a burn holds its carrier and would starve the rest, and thread CPU time is per carrier.
///
/// The queue is bounded by the work that waits in it: what is behind it takes as long, whether that
/// is a thousand small requests or forty big ones. The number of requests is bounded as well, since
/// each takes memory.
final class BurnPool {

  private static final int RETRY_AFTER_SECONDS = 1;

  private final ThreadPoolExecutor threads;
  private final ThreadLocal<Burner> burners;
  private final int queue;
  private final Duration backlog;
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicLong waitingNanos = new AtomicLong();
  private final LongAdder cpuNanos = new LongAdder();

  BurnPool(int concurrency, int queue, Duration backlog, CpuClock clock, CpuQuota quota) {
    this.queue = queue;
    this.backlog = backlog;
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
  /// throws a problem (503, Retry-After) at once when the queue is full. One that finds nobody
  /// waiting is taken, however big it is.
  void submit(String seed, long nanos, BiConsumer<@Nullable Done, @Nullable Throwable> callback) {
    boolean waits = inside.incrementAndGet() > threads.getMaximumPoolSize();
    if (waits && !admitToWait(nanos)) {
      inside.decrementAndGet();
      throw ProblemException.overloaded(
          "the pod is busy: this request asks for %.1f ms of CPU, and with those that wait that is more than %d ms"
              .formatted(nanos / 1e6, backlog.toMillis()),
          RETRY_AFTER_SECONDS);
    }
    long waiting = waits ? nanos : 0;
    long submitted = System.nanoTime();
    try {
      threads.execute(() -> run(seed, nanos, waiting, submitted, callback));
    } catch (RejectedExecutionException full) {
      waitingNanos.addAndGet(-waiting);
      inside.decrementAndGet();
      throw ProblemException.overloaded(
          "the pod is busy: %d requests burn and %d wait, which is the most that it takes"
              .formatted(threads.getMaximumPoolSize(), queue),
          RETRY_AFTER_SECONDS);
    }
  }

  private boolean admitToWait(long nanos) {
    long most = backlog.toNanos();
    long before =
        waitingNanos.getAndUpdate(
            waiting -> waiting > 0 && waiting + nanos > most ? waiting : waiting + nanos);
    return before == 0 || before + nanos <= most;
  }

  /// @param waiting what it adds to the work that waits, until it begins
  private void run(
      String seed,
      long nanos,
      long waiting,
      long submitted,
      BiConsumer<@Nullable Done, @Nullable Throwable> callback) {
    waitingNanos.addAndGet(-waiting);
    Done done;
    try {
      long queued = System.nanoTime() - submitted;
      Burner.Burn burn = burners.get().burn(seed, nanos);
      cpuNanos.add(burn.cpuNanos());
      done = new Done(burn, queued);
    } catch (RuntimeException | Error failure) {
      callback.accept(null, failure);
      return;
    } finally {
      inside.decrementAndGet();
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
