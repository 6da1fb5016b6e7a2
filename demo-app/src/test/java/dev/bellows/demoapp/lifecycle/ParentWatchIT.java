package dev.bellows.demoapp.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.demoapp.PodProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class ParentWatchIT {

  /// The request would hang for a minute. A machine that stood still gets another try.
  @Test
  void a_pod_ends_within_eight_seconds_of_its_parent_even_if_requests_hang() throws Exception {
    boolean inTime = false;
    for (int attempt = 0; attempt < 3 && !inTime; attempt++) {
      inTime = untilItEnds().compareTo(Duration.ofSeconds(8)) < 0;
    }
    assertThat(inTime).isTrue();
  }

  private static Duration untilItEnds() throws Exception {
    try (PodProcess pod = PodProcess.start(Map.of("BELLOWS_EXIT_WITH_PARENT", "true"))) {
      pod.send(
          HttpRequest.newBuilder(pod.uri("/faults"))
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString("{\"delayMillis\":60000}")));
      CompletableFuture<Integer> hanging =
          CompletableFuture.supplyAsync(() -> pod.status("/hash?cpuMillis=1"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> pod.metric("bellows_faults_total{kind=\"delay\"}") == 1);
      assertThat(hanging).isNotDone();
      long begin = System.nanoTime();

      pod.closeInput();

      pod.awaitExit(Duration.ofSeconds(30));
      return Duration.ofNanos(System.nanoTime() - begin);
    }
  }

  @Test
  void without_being_asked_a_pod_does_not_care_for_its_input() throws Exception {
    try (PodProcess pod = PodProcess.start(Map.of())) {
      pod.closeInput();

      await()
          .during(Duration.ofMillis(1_500))
          .atMost(Duration.ofSeconds(60))
          .until(() -> pod.isAlive() && pod.isReady());
    }
  }
}
