package dev.bellows.demoapp.hashing;

import com.sun.management.OperatingSystemMXBean;
import dev.bellows.demoapp.CpuClock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Builds the pool, its quota and their metrics from the configuration.
final class Hashing {

  private static final Logger LOG = Logger.getLogger(Hashing.class);

  /// The limit in millicores that the app keeps itself; absent in containers, where the kernel
  /// does.
  static final String LIMIT = "bellows.cpu-limit-millicores";

  private static final Duration LONGEST_BACKLOG = Duration.ofMinutes(10);

  @Produces
  @Singleton
  CpuQuota quota(@ConfigProperty(name = LIMIT) OptionalInt limitMillicores) {
    if (limitMillicores.isEmpty()) {
      return CpuQuota.UNLIMITED;
    }
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new PeriodicQuota(
        limitMillicores.getAsInt(),
        System::nanoTime,
        system::getProcessCpuTime,
        LockSupport::parkNanos);
  }

  @Produces
  @Singleton
  BurnPool pool(HashingConfig config, CpuQuota quota) {
    require("concurrency", config.concurrency(), 64);
    require("queue", config.queue(), 100_000);
    requireBacklog(config.backlog());
    if (!CpuClock.isExact()) {
      LOG.warn(
          "this platform has no CPU clock per thread, so burns are measured by the wall clock");
    }
    return new BurnPool(
        config.concurrency(), config.queue(), config.backlog(), CpuClock.ofThisPlatform(), quota);
  }

  @Produces
  @Singleton
  Timer durations(MeterRegistry metrics, BurnPool pool, CpuQuota quota) {
    FunctionCounter.builder("bellows.cpu.burned.seconds", pool, BurnPool::cpuSeconds)
        .description("CPU time burnt for requests")
        .register(metrics);
    Gauge.builder("bellows.requests.queued", pool, BurnPool::queued)
        .description("Requests that wait for a thread")
        .register(metrics);
    FunctionCounter.builder("bellows.cpu.throttled.periods", quota, CpuQuota::throttledPeriods)
        .description("Periods of 100 ms in which the CPU limit was reached")
        .register(metrics);
    FunctionCounter.builder(
            "bellows.cpu.throttled.seconds", quota, spent -> spent.throttledNanos() / 1e9)
        .description("Time that threads stalled at the CPU limit, summed over threads")
        .register(metrics);
    return Timer.builder("bellows.hash.duration")
        .description("Time from the arrival of a hash request to the end of its burn")
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(2_500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10))
        .register(metrics);
  }

  private static void requireBacklog(Duration backlog) {
    if (!backlog.isPositive() || backlog.compareTo(LONGEST_BACKLOG) > 0) {
      throw new IllegalArgumentException(
          "bellows.hashing.backlog must be more than 0 and at most %s, but was %s"
              .formatted(LONGEST_BACKLOG, backlog));
    }
  }

  private static void require(String key, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "bellows.hashing.%s must be between 1 and %d, but was %d".formatted(key, most, value));
    }
  }
}
