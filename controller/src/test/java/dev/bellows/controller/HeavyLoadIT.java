package dev.bellows.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The heavy load of the design with the manifests, windows and periods that Kubernetes gets.
@Tag("acceptance")
@Timeout(600)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HeavyLoadIT {
  private static final int RATE_PER_SECOND = 35;
  private static final Duration LOAD = Duration.ofSeconds(150);

  /// By then the number of pods has settled.
  private static final Duration LAST_PART = Duration.ofSeconds(30);

  @Test
  void goes_1_2_4_and_7_or_8_and_back_to_1_without_losing_a_request() throws IOException {
    Map<String, String> asInKubernetes =
        Map.of(
            "BELLOWS_LOCAL_MANIFESTS", Path.of("..", "k8s", "base").toAbsolutePath().toString(),
            "BELLOWS_LOCAL_METRIC_RESOLUTION", "15s",
            "BELLOWS_LOOP_INTERVAL", "15s",
            "BELLOWS_LOOP_FIRST_TICK", "8500ms");
    try (PackagedController controller = PackagedController.start(asInKubernetes)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> controller.state().path("hpa").path("currentUtilization").isNumber());
      Instant begin = Instant.now();
      try (OpenLoad load = new OpenLoad(controller.service(), RATE_PER_SECOND)) {
        waitUntil(begin.plus(LOAD).minus(LAST_PART));
        Map<String, Integer> before = Map.copyOf(load.answeredByPod());
        List<Integer> desired = new ArrayList<>();
        await()
            .pollInterval(Duration.ofSeconds(1))
            .atMost(LAST_PART.plusSeconds(10))
            .until(() -> {
              desired.add(controller.replicas("desired"));
              return Instant.now().isAfter(begin.plus(LOAD));
            });
        assertThat(desired).allSatisfy(replicas -> assertThat(replicas).isBetween(6, 9));
        assertThat(Set.copyOf(desired)).containsAnyOf(7, 8);
        assertThat(spread(before, load.answeredByPod())).isLessThanOrEqualTo(1.5);
        load.close();
        await()
            .pollInterval(Duration.ofSeconds(1))
            .atMost(Duration.ofMinutes(4))
            .until(() -> controller.state().path("pods").size() == 1);
        assertThat(load.failures()).isEmpty();
      }
      List<JsonNode> steps =
          controller.decisions().reversed().stream()
              .filter(decision -> !decision.path("from").equals(decision.path("to")))
              .toList();
      assertThat(steps).extracting(step -> step.path("to").asInt()).startsWith(2, 4).endsWith(1);
      Duration untilFirst =
          Duration.between(begin, Instant.parse(steps.getFirst().path("time").asText()));
      assertThat(untilFirst).isBetween(Duration.ofSeconds(17), Duration.ofSeconds(50));
    }
  }

  /// The most that a pod answered over the mean of all, of the pods that were there all the time.
  private static double spread(Map<String, Integer> before, Map<String, Integer> after) {
    IntSummaryStatistics answered =
        before.keySet().stream()
            .mapToInt(pod -> after.get(pod) - before.get(pod))
            .summaryStatistics();
    return answered.getMax() / answered.getAverage();
  }

  private static void waitUntil(Instant time) {
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(LOAD.plusSeconds(10))
        .until(() -> Instant.now().isAfter(time));
  }
}
