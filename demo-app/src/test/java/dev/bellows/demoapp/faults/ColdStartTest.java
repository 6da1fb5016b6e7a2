package dev.bellows.demoapp.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.demoapp.CpuClock;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    List<String> seen = List.of();
    // Who looks too late, because the machine stood still, looks at a pod that is cold for longer.
    for (int factor = 1; factor <= 64 && seen.size() < 3; factor *= 8) {
      seen = watched(begin(100 * factor, Duration.ofMillis(300L * factor)));
    }
    assertThat(seen).containsExactly("burning CPU, still cold", "null, still cold", "null, null");
  }

  /// What the two conditions object to, until they object to nothing.
  private static List<String> watched(ColdStart pod) {
    List<String> seen = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> {
          String warm = pod.warmCondition().objection();
          String both = pod.startedCondition().objection() + ", " + warm;
          if (!seen.contains(both)) {
            seen.add(both);
          }
          return warm == null;
        });
    return seen;
  }

  @Test
  void the_burn_is_measured_by_the_clock_that_the_platform_has() {
    AtomicLong months = new AtomicLong();
    ColdStart pod =
        begin(
            Integer.MAX_VALUE,
            Duration.ZERO,
            () -> Duration.ofDays(30 * months.getAndIncrement()).toNanos());

    await().atMost(Duration.ofSeconds(60)).until(() -> pod.startedCondition().objection() == null);
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
