package dev.bellows.controller.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.controller.cluster.PodPicture;
import dev.bellows.controller.cluster.WorkloadPicture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KubernetesClusterTest {
  /// Deployments, pods, autoscalers, events.
  private static final int WATCHES = 4;

  private KubernetesTestBench bench = new KubernetesTestBench("web");
  private ApiServerDouble server = bench.server;

  @BeforeEach
  void a_shop_with_one_pod() {
    server.write("kubectl", Shop.DEPLOYMENT, Shop.deployment(1));
    server.write("kubectl", Shop.HPA, Shop.with(Shop.hpa(10), "status", Shop.status(1, 1, 43)));
    server.write("kubelet", Shop.pod("web-1"), Shop.readyPod("web-1"));
    server.write("metrics-server", Shop.metrics("web-1"), Shop.usage("web-1", "42934003n"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void shows_the_pods_with_phase_readiness_and_cpu() {
    bench.parts.start();
    eventually(() -> {
      assertThat(picture().desired()).isEqualTo(1);
      assertThat(picture().ready()).isEqualTo(1);
      PodPicture pod = picture().pods().getFirst();
      assertThat(pod.name()).isEqualTo("web-1");
      assertThat(pod.cpuMillicores()).hasValue(43);
      assertThat(pod.readyAt()).isPresent();
    });
    assertThat(bench.parts.cluster().requestsMilli()).containsEntry("cpu", 100L);
    assertThat(bench.parts.cluster().autoscaler()).isPresent();
  }

  @Test
  void follows_what_happens_and_tells_its_events() {
    startAndWatch();
    server.write("hpa", Shop.DEPLOYMENT, Shop.deployment(2));
    server.write("kubelet", Shop.pod("web-2"), Shop.readyPod("web-2"));
    server.write(
        "kubelet", "/api/v1/namespaces/shop/events/e1", Shop.event("e1", "web-2", "no image"));
    eventually(() -> {
      assertThat(picture().desired()).isEqualTo(2);
      assertThat(picture().ready()).isEqualTo(2);
      assertThat(bench.events)
          .anySatisfy(event -> {
            assertThat(event.object()).isEqualTo("pod/web-2");
            assertThat(event.message()).isEqualTo("no image");
          });
    });
    server.delete(Shop.pod("web-2"));
    eventually(() -> assertThat(picture().pods()).hasSize(1));
    assertThat(bench.parts.surroundings().environment().times()).contains("at most");
  }

  @Test
  void resumes_a_lost_watch_and_counts_it() {
    startAndWatch();
    server.breakWatches();
    server.write("kubelet", Shop.pod("web-2"), Shop.readyPod("web-2"));
    eventually(() -> {
      assertThat(picture().ready()).isEqualTo(2);
      assertThat(bench.parts.surroundings().environment().watchRestarts().get("pods")).isPositive();
    });
    eventually(() -> assertThat(server.watching()).isEqualTo(WATCHES));
    server.write("kubelet", Shop.pod("web-3"), Shop.readyPod("web-3"));
    eventually(() -> assertThat(picture().ready()).isEqualTo(3));
  }

  @Test
  void begins_anew_where_a_watch_has_expired() {
    startAndWatch();
    server.expireWatches();
    eventually(() -> assertThat(server.watching()).isEqualTo(WATCHES));
    server.write("kubelet", Shop.pod("web-2"), Shop.readyPod("web-2"));
    eventually(() -> assertThat(picture().ready()).isEqualTo(2));
  }

  @Test
  void a_bookmark_is_no_news() {
    startAndWatch();
    server.bookmark();
    server.write("kubelet", Shop.pod("web-2"), Shop.readyPod("web-2"));
    eventually(() -> assertThat(picture().ready()).isEqualTo(2));
    assertThat(picture().pods()).hasSize(2);
    assertThat(bench.parts.cluster().watchRestarts().values()).containsOnly(0L);
  }

  @Test
  void a_watch_that_is_silent_for_too_long_is_opened_again() {
    bench.close();
    bench = KubernetesTestBench.listening("web", Duration.ofMillis(300));
    server = bench.server;
    a_shop_with_one_pod();
    bench.parts.start();
    eventually(() ->
        assertThat(bench.parts.cluster().watchRestarts())
            .containsEntry("events", 0L)
            .hasSize(WATCHES)
            .allSatisfy((what, restarts) ->
                assertThat(restarts).isGreaterThanOrEqualTo(what.equals("events") ? 0 : 2)));
    assertThat(picture().ready()).isEqualTo(1);
    assertThat(limits()).isEmpty();
  }

  @Test
  void a_server_that_is_too_busy_is_asked_again() {
    server.refuse("list events", 429, "TooManyRequests");
    bench.parts.start();
    eventually(() ->
        assertThat(limits())
            .contains(
                "The API server is too busy to list and watch events in namespace shop (429)."));
    server.allow();
    eventually(() -> assertThat(limits()).noneMatch(limit -> limit.contains("429")));
  }

  @Test
  void a_metrics_server_that_is_not_ready_is_told_from_one_that_is_missing() {
    startAndWatch();
    server.refuse("list pods", 503, "ServiceUnavailable");
    eventually(() ->
        assertThat(limits())
            .anyMatch(
                limit -> limit.startsWith("metrics-server is installed but does not answer")));
    server.allow();
    eventually(() -> assertThat(limits()).noneMatch(limit -> limit.contains("metrics-server")));
  }

  @Test
  void goes_on_with_reduced_rights_and_says_what_it_cannot_see() {
    server.refuse("list events", 403, "Forbidden");
    server.refuse("list nodes", 403, "Forbidden");
    bench.parts.start();
    eventually(() -> {
      assertThat(picture().ready()).isEqualTo(1);
      assertThat(limits())
          .anyMatch(limit ->
              limit.startsWith("Not allowed to list and watch events in namespace shop (403)"))
          .anyMatch(limit -> limit.startsWith("Not allowed to list nodes (403)"));
    });
    server.allow();
    eventually(() -> assertThat(limits()).noneMatch(limit -> limit.contains("403")));
  }

  @Test
  void reports_a_missing_metrics_server_with_the_fix() {
    server.refuse("list pods", 404, "NotFound");
    bench.parts.start();
    eventually(() ->
        assertThat(limits())
            .anyMatch(limit ->
                limit.startsWith("metrics-server is not installed")
                    && limit.contains("components.yaml")));
  }

  @Test
  void a_server_that_does_not_answer_is_one_sentence() {
    impatient();
    server.hang("list deployments");
    bench.parts.start();
    eventually(() ->
        assertThat(limits())
            .contains(
                "The API server did not answer in time when asked to list and watch deployments in namespace shop; it is asked again."));
    server.allow();
    eventually(() -> assertThat(picture().ready()).isEqualTo(1));
  }

  @Test
  void a_time_without_any_answer_is_told_once_there_is_one() {
    impatient();
    startAndWatch();
    server.hang("list pods");
    server.hang("list horizontalpodautoscalers");
    awaitTwoPolls();
    assertThat(bench.unseen).isEmpty();
    server.allow();
    eventually(() -> assertThat(bench.unseen).isNotEmpty().allMatch(Duration::isPositive));
  }

  @Test
  void metrics_that_hang_by_themselves_hide_nothing_else() {
    impatient();
    startAndWatch();
    server.hang("list pods");
    awaitTwoPolls();
    server.allow();
    eventually(() -> assertThat(limits()).noneMatch(limit -> limit.contains("pods.metrics")));
    assertThat(bench.unseen).isEmpty();
  }

  @Test
  void a_target_that_is_not_there_is_one_sentence() {
    server.delete(Shop.DEPLOYMENT);
    server.delete(Shop.HPA);
    bench.parts.start();
    eventually(() ->
        assertThat(limits())
            .contains(
                "There is no Deployment web in namespace shop: create it, or name another target with bellows.target.",
                "No HorizontalPodAutoscaler scales Deployment web in namespace shop."));
  }

  /// A bench that waits only shortly for an answer.
  private void impatient() {
    bench.close();
    bench = new KubernetesTestBench("web", Duration.ofSeconds(1));
    server = bench.server;
    a_shop_with_one_pod();
  }

  private void startAndWatch() {
    bench.parts.start();
    eventually(() -> {
      assertThat(picture().ready()).isEqualTo(1);
      assertThat(server.watching()).isEqualTo(WATCHES);
    });
  }

  /// When metrics are asked for a second time, the first time is over with all that followed from
  /// it. Other questions do not tell: whatever starts asks some of them once.
  private void awaitTwoPolls() {
    for (int poll = 0; poll < 2; poll++) {
      server.forgetUsed();
      eventually(() -> assertThat(server.used()).contains("metrics.k8s.io/pods list"));
    }
  }

  private WorkloadPicture picture() {
    return bench.parts.cluster().latest();
  }

  private List<String> limits() {
    return bench.parts.surroundings().limits();
  }

  private static void eventually(Runnable assertion) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(assertion::run);
  }
}
