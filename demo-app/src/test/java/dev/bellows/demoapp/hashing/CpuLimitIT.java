package dev.bellows.demoapp.hashing;

import static io.restassured.path.json.JsonPath.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.demoapp.PodProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The limits of a pod, seen from the operating system.
@DisplayNameGeneration(ReplaceUnderscores.class)
class CpuLimitIT {

  @Test
  @Tag("acceptance")
  void outside_a_container_the_pod_keeps_its_cpu_limit_itself() throws Exception {
    try (PodProcess pod = PodProcess.start(Map.of("BELLOWS_CPU_LIMIT_MILLICORES", "200"))) {
      double burnt = burnt(ask(pod, 4, "/hash?cpuMillis=20"));
      Duration before = pod.cpu();
      long start = System.nanoTime();

      List<HttpResponse<String>> answers = ask(pod, 12, "/hash?cpuMillis=50");

      double seconds = (System.nanoTime() - start) / 1e9;
      double millicores = 1000 * pod.cpu().minus(before).toNanos() / 1e9 / seconds;
      assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
      // Whatever the runtime itself uses at its start is owed, but for what is in use right now.
      assertThat(millicores).isLessThan(300);
      assertThat(pod.metric("bellows_cpu_throttled_periods_total")).isPositive();
      assertThat(pod.metric("bellows_cpu_throttled_seconds_total")).isPositive();
      burnt += burnt(answers);
      assertThat(burnt).isGreaterThan(0.679);
      assertThat(pod.metric("bellows_cpu_burned_seconds_total")).isCloseTo(burnt, within(0.001));
    }
  }

  /// The sum of the receipts, in seconds.
  private static double burnt(List<HttpResponse<String>> answers) {
    return answers.stream().mapToInt(answer -> from(answer.body()).getInt("cpuMicros")).sum() / 1e6;
  }

  @Test
  @Tag("acceptance")
  void over_its_concurrency_and_queue_the_pod_answers_503_and_counts_it() throws Exception {
    try (PodProcess pod =
        PodProcess.start(
            Map.of(
                "BELLOWS_HASHING_CONCURRENCY", "1",
                "BELLOWS_HASHING_QUEUE", "2",
                "BELLOWS_HASHING_BACKLOG", "10m"))) {
      List<HttpResponse<String>> answers = ask(pod, 12, "/hash?cpuMillis=300");

      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 503);
      List<HttpResponse<String>> refused =
          answers.stream().filter(answer -> answer.statusCode() == 503).toList();
      assertThat(refused)
          .allSatisfy(
              answer -> assertThat(answer.headers().firstValue("Retry-After")).contains("1"))
          .allSatisfy(
              answer -> assertThat(answer.headers().firstValue("X-Pod")).contains("demo-app-x1"))
          .allSatisfy(answer -> assertThat(answer.body()).contains("1 requests burn and 2 wait"));
      int rejected = refused.size();
      assertThat(pod.metric("bellows_requests_total{outcome=\"rejected\"}")).isEqualTo(rejected);
      assertThat(pod.metric("bellows_requests_total{outcome=\"answered\"}"))
          .isEqualTo(12 - rejected);
    }
  }

  /// What a Service held back while its only pod started, or what comes in one second to a pod that
  /// the machine left no processor.
  @Test
  void a_cold_pod_takes_300_requests_at_once_and_answers_all_of_them() throws Exception {
    try (PodProcess pod = PodProcess.start(Map.of("BELLOWS_CPU_LIMIT_MILLICORES", "500"))) {
      List<HttpResponse<String>> answers = ask(pod, 300, "/hash?cpuMillis=2");

      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
    }
  }

  private static List<HttpResponse<String>> ask(PodProcess pod, int times, String path)
      throws Exception {
    Callable<HttpResponse<String>> request = () -> pod.get(path);
    List<HttpResponse<String>> answers = new ArrayList<>();
    try (var clients = Executors.newFixedThreadPool(times)) {
      for (var answer : clients.invokeAll(Collections.nCopies(times, request))) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
