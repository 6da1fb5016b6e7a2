package dev.bellows.demoapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CpuClockTest {

  @Test
  void where_the_platform_counts_no_cpu_time_per_thread_the_wall_clock_stands_in() {
    CpuClock clock = CpuClock.of(platformThatCountsNone());

    long before = System.nanoTime();
    long now = clock.nanos();
    long after = System.nanoTime();

    assertThat(now).isBetween(before, after);
  }

  private static ThreadMXBean platformThatCountsNone() {
    return (ThreadMXBean)
        Proxy.newProxyInstance(
            CpuClockTest.class.getClassLoader(),
            new Class<?>[] {ThreadMXBean.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isCurrentThreadCpuTimeSupported")) {
                return false;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
