package dev.bellows.demoapp.faults;

import dev.bellows.demoapp.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Memory outside the Java heap that the pod holds for a while: resident, because every page is
/// written, and given back to the operating system at the end, which a heap would not do.
@Singleton
class Memory {

  private static final long PAGE_BYTES = 4096;
  private static final long MEBIBYTE = 1 << 20;

  private final int most;
  private final AtomicInteger held = new AtomicInteger();
  private final Set<Thread> holders = ConcurrentHashMap.newKeySet();

  Memory(MemoryConfig config, MeterRegistry metrics) {
    this.most = config.mostMebibytes();
    Gauge.builder("bellows.memory.held.bytes", held, sum -> sum.get() * (double) MEBIBYTE)
        .description("Memory held because POST /memory asked for it")
        .register(metrics);
  }

  int heldMebibytes() {
    return held.get();
  }

  /// The sum held in MiB, as soon as the new part of it is resident.
  CompletableFuture<Integer> hold(int mebibytes, Duration time) {
    int sum = held.addAndGet(mebibytes);
    if (sum > most) {
      held.addAndGet(-mebibytes);
      throw ProblemException.conflict(
          "mebibytes",
          "the pod holds %d MiB and may hold at most %d together, but %d more were asked for"
              .formatted(sum - mebibytes, most, mebibytes));
    }
    CompletableFuture<Integer> resident = new CompletableFuture<>();
    // An arena belongs to its thread, so each holder is one; virtual, because all it does is sleep.
    Thread.ofVirtual().name("memory-holder").start(() -> holdHere(mebibytes, time, resident));
    return resident;
  }

  private void holdHere(int mebibytes, Duration time, CompletableFuture<Integer> resident) {
    holders.add(Thread.currentThread());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(mebibytes * MEBIBYTE, PAGE_BYTES);
      segment.fill((byte) 1);
      resident.complete(held.get());
      Thread.sleep(time);
    } catch (InterruptedException released) {
      // Released early: the arena is closed all the same.
    } catch (OutOfMemoryError refused) {
      resident.completeExceptionally(refused);
    } finally {
      held.addAndGet(-mebibytes);
      holders.remove(Thread.currentThread());
    }
  }

  void releaseAll() {
    holders.forEach(Thread::interrupt);
  }
}
