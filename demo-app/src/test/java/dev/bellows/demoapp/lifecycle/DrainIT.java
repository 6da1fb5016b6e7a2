package dev.bellows.demoapp.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.demoapp.PodProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// SIGTERM against a real process under load.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class DrainIT {

  private static final Map<String, String> QUICK =
      Map.of("BELLOWS_DRAIN_WINDOW", "1500ms", "BELLOWS_DRAIN_IDLE", "3s");

  @Test
  void no_request_is_lost_at_sigterm() throws Exception {
    drainUnderLoad(QUICK, Duration.ofMillis(500), Duration.ofSeconds(15));
  }

  @Tag("acceptance")
  @RepeatedTest(5)
  void no_request_is_lost_at_sigterm_with_the_default_marks() throws Exception {
    drainUnderLoad(Map.of(), Duration.ofSeconds(3), Duration.ofSeconds(30));
  }

  private static void drainUnderLoad(
      Map<String, String> environment, Duration balancerLearns, Duration patience)
      throws Exception {
    try (PodProcess pod = PodProcess.start(environment)) {
      AtomicBoolean takenAway = new AtomicBoolean();
      List<KeepAliveClient> clients = new ArrayList<>();
      for (int client = 0; client < 12; client++) {
        Duration pause = Duration.ofMillis(3L * client * client);
        clients.add(
            new KeepAliveClient(
                pod.port(), "/hash?cpuMillis=" + (client % 3 + 1), pause, takenAway));
      }
      KeepAliveClient rare =
          new KeepAliveClient(pod.port(), "/", Duration.ofMillis(1_700), takenAway);
      clients.add(rare);
      List<Thread> threads = clients.stream().map(Thread.ofPlatform()::start).toList();
      await().until(() -> clients.stream().allMatch(client -> client.answered() >= 2));

      pod.terminate();

      await().atMost(Duration.ofSeconds(2)).until(() -> pod.status("/q/health/ready") == 503);
      Thread.sleep(balancerLearns);
      assertThat(pod.status("/hash?cpuMillis=1")).as("late clients are served").isEqualTo(200);
      takenAway.set(true);
      assertThat(pod.awaitExit(patience)).isZero();
      for (Thread thread : threads) {
        thread.join(patience);
      }

      assertThat(clients)
          .allSatisfy(client -> assertThat(client.lost()).as(client.firstLoss()).isZero());
      assertThat(clients).anySatisfy(client -> assertThat(client.closedByAnswer()).isPositive());
      assertThat(pod.log()).contains("lost=0");
    }
  }

  @Test
  void a_connection_that_stays_idle_does_not_keep_the_pod() throws Exception {
    try (PodProcess pod = PodProcess.start(QUICK);
        var idle = new java.net.Socket("127.0.0.1", pod.port())) {
      assertThat(pod.status("/")).isEqualTo(200);

      pod.terminate();

      pod.awaitExit(Duration.ofSeconds(10));
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void frozen_requests_are_answered_before_the_pod_goes() throws Exception {
    try (PodProcess pod = PodProcess.start(QUICK)) {
      pod.send(
          HttpRequest.newBuilder(pod.uri("/faults"))
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString("{\"freeze\":true}")));
      CompletableFuture<Integer> hanging =
          CompletableFuture.supplyAsync(() -> pod.status("/hash?cpuMillis=1"));
      await().until(() -> pod.metric("bellows_faults_total{kind=\"freeze\"}") == 1);
      assertThat(hanging).isNotDone();
      assertThat(pod.isReady()).as("probes stay healthy").isTrue();

      pod.terminate();

      assertThat(hanging.get()).isEqualTo(200);
      pod.awaitExit(Duration.ofSeconds(10));
    }
  }
}
