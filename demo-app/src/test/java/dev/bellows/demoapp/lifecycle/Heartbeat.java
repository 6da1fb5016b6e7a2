package dev.bellows.demoapp.lifecycle;

import java.time.Duration;

/// Notes for how long this machine stood still at most, as far as a thread that wants nothing but
/// to be woken again and again can tell.
final class Heartbeat implements AutoCloseable {

  private static final Duration BEAT = Duration.ofMillis(20);

  private final Thread thread = Thread.ofPlatform().daemon().start(this::beat);
  private volatile long longestNanos;

  Duration longestPause() {
    return Duration.ofNanos(longestNanos);
  }

  private void beat() {
    try {
      while (true) {
        long begin = System.nanoTime();
        Thread.sleep(BEAT);
        longestNanos = Math.max(longestNanos, System.nanoTime() - begin);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
