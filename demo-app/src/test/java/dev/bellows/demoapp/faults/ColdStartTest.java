package dev.bellows.demoapp.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.demoapp.CpuClock;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ColdStartTest {

  @Test
  void by_default_a_pod_is_started_and_ready_at_once() {
    ColdStart pod = begin(0, Duration.ZERO);

    assertThat(pod.startedCondition().objection()).isNull();
    assertThat(pod.warmCondition().objection()).isNull();
  }

  @Test
  void a_cold_pod_burns_cpu_first_and_is_started_but_not_ready_for_a_while() {
    ColdStart pod = begin(200, Duration.ofMillis(700));
    assertThat(pod.startedCondition().objection()).isEqualTo("burning CPU");

    await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> pod.startedCondition().objection() == null);

    assertThat(pod.warmCondition().objection()).isEqualTo("still cold");
    await().until(() -> pod.warmCondition().objection() == null);
  }

  @Test
  void the_burn_is_measured_by_the_clock_that_the_platform_has() {
    AtomicLong months = new AtomicLong();
    ColdStart pod =
        begin(
            Integer.MAX_VALUE,
            Duration.ZERO,
            () -> Duration.ofDays(30 * months.getAndIncrement()).toNanos());

    await().until(() -> pod.startedCondition().objection() == null);
  }

  private static ColdStart begin(int cpuMillis, Duration readinessDelay) {
    return begin(cpuMillis, readinessDelay, CpuClock.ofThisPlatform());
  }

  private static ColdStart begin(int cpuMillis, Duration readinessDelay, CpuClock clock) {
    ColdStart pod =
        new ColdStart(
            new ColdStartConfig() {
              @Override
              public int cpuMillis() {
                return cpuMillis;
              }

              @Override
              public Duration readinessDelay() {
                return readinessDelay;
              }
            },
            clock);
    pod.begin(new StartupEvent());
    return pod;
  }
}
