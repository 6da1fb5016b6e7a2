package dev.bellows.demoapp.hashing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.demoapp.PodProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// The limits of a pod, seen from the operating system.
@DisplayNameGeneration(ReplaceUnderscores.class)
class CpuLimitIT {

  @Test
  void outside_a_container_the_pod_keeps_its_cpu_limit_itself() throws Exception {
    try (PodProcess pod = PodProcess.start(Map.of("BELLOWS_CPU_LIMIT_MILLICORES", "200"))) {
      ask(pod, 4, "/hash?cpuMillis=20");
      Duration before = pod.cpu();
      long start = System.nanoTime();

      List<Integer> statuses = ask(pod, 12, "/hash?cpuMillis=50");

      double seconds = (System.nanoTime() - start) / 1e9;
      double millicores = 1000 * pod.cpu().minus(before).toNanos() / 1e9 / seconds;
      assertThat(statuses).containsOnly(200);
      assertThat(millicores).isBetween(100.0, 260.0);
      assertThat(pod.metric("bellows_cpu_throttled_periods_total")).isPositive();
      assertThat(pod.metric("bellows_cpu_throttled_seconds_total")).isPositive();
      assertThat(pod.metric("bellows_cpu_burned_seconds_total")).isBetween(0.68, 0.70);
    }
  }

  @Test
  void over_its_concurrency_and_queue_the_pod_answers_503_and_counts_it() throws Exception {
    try (PodProcess pod =
        PodProcess.start(
            Map.of("BELLOWS_HASHING_CONCURRENCY", "1", "BELLOWS_HASHING_QUEUE", "2"))) {
      List<Integer> statuses = ask(pod, 12, "/hash?cpuMillis=300");

      assertThat(statuses).containsOnly(200, 503);
      long rejected = statuses.stream().filter(status -> status == 503).count();
      assertThat(pod.metric("bellows_requests_total{outcome=\"rejected\"}")).isEqualTo(rejected);
      assertThat(pod.metric("bellows_requests_total{outcome=\"answered\"}"))
          .isEqualTo(12 - rejected);
    }
  }

  private static List<Integer> ask(PodProcess pod, int times, String path) throws Exception {
    Callable<Integer> request = () -> pod.get(path).statusCode();
    List<Integer> statuses = new ArrayList<>();
    try (var clients = Executors.newFixedThreadPool(times)) {
      for (var answer : clients.invokeAll(java.util.Collections.nCopies(times, request))) {
        statuses.add(answer.get());
      }
    }
    return statuses;
  }
}
