package dev.bellows.demoapp.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
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

  private static ColdStart begin(int cpuMillis, Duration readinessDelay) {
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
            });
    pod.begin(new StartupEvent());
    return pod;
  }
}
