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

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);
  private static final Duration QUICK_WINDOW = Duration.ofMillis(1_500);
  private static final Duration DEFAULT_WINDOW = Duration.ofSeconds(5);
  private static final Map<String, String> QUICK = marks(QUICK_WINDOW);

  /// A balancer that is starved of CPU sends new connections long after the window.
  @Tag("acceptance")
  @Test
  void a_pod_stays_while_connections_still_come() throws Exception {
    Map<String, String> marks =
        Map.of(
            "BELLOWS_DRAIN_WINDOW",
            "200ms",
            "BELLOWS_DRAIN_QUIET",
            "20s",
            "BELLOWS_DRAIN_IDLE",
            "4m",
            "BELLOWS_DRAIN_TIMEOUT",
            "5m");
    try (PodProcess pod = PodProcess.start(marks)) {
      pod.terminate();
      for (int request = 0; request < 12; request++) {
        assertThat(pod.status("/hash?cpuMillis=1")).isEqualTo(200);
        Thread.sleep(100);
      }
      assertThat(pod.awaitExit(PATIENCE)).isZero();
    }
  }

  @Test
  void no_request_is_lost_at_sigterm() throws Exception {
    boolean inTime = false;
    for (int factor = 1; factor <= 16 && !inTime; factor *= 4) {
      Duration window = QUICK_WINDOW.multipliedBy(factor);
      inTime = drainsUnderLoad(marks(window), window);
    }
    assertThat(inTime).isTrue();
  }

  @Tag("acceptance")
  @RepeatedTest(5)
  void no_request_is_lost_at_sigterm_with_the_default_marks() throws Exception {
    boolean inTime = false;
    for (int attempt = 0; attempt < 4 && !inTime; attempt++) {
      inTime = drainsUnderLoad(Map.of(), DEFAULT_WINDOW);
    }
    assertThat(inTime).isTrue();
  }

  private static Map<String, String> marks(Duration window) {
    return Map.of(
        "BELLOWS_DRAIN_WINDOW",
        window.toString(),
        "BELLOWS_DRAIN_QUIET",
        "300ms",
        "BELLOWS_DRAIN_IDLE",
        "3s");
  }

  /// @param window for which the pod serves on; after a third of it the balancer takes it away
  /// @return whether that was in time and the machine did not stand still meanwhile: clients that
  ///   could not do their part may well be lost
  private static boolean drainsUnderLoad(Map<String, String> environment, Duration window)
      throws Exception {
    try (PodProcess pod = PodProcess.start(environment);
        Heartbeat heartbeat = new Heartbeat()) {
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
      await()
          .atMost(PATIENCE)
          .until(() -> clients.stream().allMatch(client -> client.answered() >= 2));
      long terminated = System.nanoTime();

      pod.terminate();

      await().atMost(PATIENCE).until(() -> !pod.isReady());
      int probe = pod.status("/q/health/ready");
      Thread.sleep(window.dividedBy(3));
      int late = pod.status("/hash?cpuMillis=1");
      takenAway.set(true);
      Duration learnt = Duration.ofNanos(System.nanoTime() - terminated);
      int exit = pod.awaitExit(PATIENCE);
      for (Thread thread : threads) {
        thread.join(PATIENCE);
      }
      if (learnt.compareTo(window.multipliedBy(3).dividedBy(4)) > 0
          || heartbeat.longestPause().compareTo(LONGEST_PAUSE) > 0) {
        return false;
      }

      assertThat(probe).isEqualTo(503);
      assertThat(late).as("late clients are served").isEqualTo(200);
      assertThat(exit).isZero();
      assertThat(clients)
          .allSatisfy(client -> assertThat(client.lost()).as(client.firstLoss()).isZero());
      assertThat(clients).anySatisfy(client -> assertThat(client.closedByAnswer()).isPositive());
      assertThat(pod.log()).contains("lost=0");
      return true;
    }
  }

  @Test
  void a_connection_that_stays_idle_does_not_keep_the_pod() throws Exception {
    try (PodProcess pod = PodProcess.start(QUICK);
        var idle = new java.net.Socket("127.0.0.1", pod.port())) {
      assertThat(pod.status("/")).isEqualTo(200);

      pod.terminate();

      // Not as long as a request in flight would keep it.
      pod.awaitExit(Duration.ofSeconds(20));
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
      await()
          .atMost(PATIENCE)
          .until(() -> pod.metric("bellows_faults_total{kind=\"freeze\"}") == 1);
      assertThat(hanging).isNotDone();
      assertThat(pod.isReady()).as("probes stay healthy").isTrue();

      pod.terminate();

      assertThat(hanging.get()).isEqualTo(200);
      pod.awaitExit(Duration.ofSeconds(20));
    }
  }
}
