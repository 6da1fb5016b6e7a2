package dev.bellows.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.cluster.kubernetes.ApiServerDouble;
import dev.bellows.controller.cluster.kubernetes.Shop;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The packaged controller on a double of the API server.
@Tag("acceptance")
@Timeout(300)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KubernetesIT {
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void serves_a_cluster_it_does_not_run() throws IOException, InterruptedException {
    try (ApiServerDouble server = new ApiServerDouble()) {
      server.write("kubectl", Shop.DEPLOYMENT, Shop.deployment(1));
      server.write("kubectl", Shop.HPA, Shop.with(Shop.hpa(10), "status", Shop.status(1, 1, 43)));
      server.write("kubelet", Shop.pod("web-1"), Shop.readyPod("web-1"));
      server.write("metrics-server", Shop.metrics("web-1"), Shop.usage("web-1", "42934003n"));
      server.refuse("list nodes", 403, "Forbidden");
      try (PackagedController controller =
          PackagedController.start(server.settingsOfController())) {
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() ->
                assertThat(controller.state().at("/pods/0/cpuMillicores").asInt()).isEqualTo(43));
        JsonNode state = controller.state();
        assertThat(state.path("cluster").asText()).isEqualTo("kubernetes");
        assertThat(state.at("/workload/service").asText()).isEqualTo("http://web");
        assertThat(state.at("/workload/max").asInt()).isEqualTo(10);
        assertThat(state.at("/pods/0/ready").asBoolean()).isTrue();
        assertThat(state.at("/hpa/currentUtilization").asInt()).isEqualTo(43);
        assertThat(state.at("/hpa/conditions/0/reason").asText()).isEqualTo("ReadyForNewScale");
        assertThat(state.at("/limits").toString()).contains("Not allowed to list nodes (403)");
        assertThat(controller.get("/api/environment").path("kind").asText()).isEqualTo("k3s");
        assertThat(controller.pods()).isEmpty();

        HttpResponse<String> refused = putMaximum(controller, 8, "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json.readTree(refused.body()).path("detail").asText())
            .startsWith("spec.maxReplicas belongs to kubectl");
        assertThat(putMaximum(controller, 8, "?takeOver=true").statusCode()).isEqualTo(200);
        assertThat(server.get(Shop.HPA).get("spec").toString()).contains("maxReplicas=8");
        assertThat(controller.get("/api/drift").at("/objects/1/drift").size()).isZero();

        server.write(
            "kube-controller-manager",
            Shop.HPA,
            Shop.with(server.get(Shop.HPA), "status", Shop.status(1, 1, 44)));
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(controller.decisions()).hasSize(1));
        JsonNode decision = controller.decisions().getFirst();
        assertThat(decision.path("agrees").isBoolean()).isTrue();
        assertThat(decision.at("/inputs/error").asText()).startsWith("The inputs are inferred");
      }
    }
  }

  @Test
  void scales_a_cluster_itself_where_it_is_asked_to() throws IOException, InterruptedException {
    try (ApiServerDouble server = new ApiServerDouble()) {
      server.write(
          "kubectl",
          Shop.DEPLOYMENT,
          Shop.with(Shop.deployment(1), "status", Map.of("replicas", 1)));
      server.write(
          "kubelet",
          Shop.pod("web-1"),
          Shop.readyPodSince("web-1", Instant.now().minusSeconds(600)));
      server.write("metrics-server", Shop.metrics("web-1"), Shop.usage("web-1", "142934003n"));
      Map<String, String> settings = new HashMap<>(server.settingsOfController());
      settings.put("BELLOWS_KUBERNETES_SCALER", "controller");
      try (PackagedController controller = PackagedController.start(settings)) {
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() ->
                assertThat(controller.state().at("/hpa/currentUtilization").asInt())
                    .isEqualTo(143));
        assertThat(server.get(Shop.DEPLOYMENT).get("spec").toString()).contains("replicas=1");
        // It waits out the window of 30 s for scaling up, unless the rules are changed.
        assertThat(
                putSpec(
                    controller,
                    "stabilizationWindowSeconds\":30",
                    "stabilizationWindowSeconds\":0"))
            .isEqualTo(200);
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() ->
                assertThat(server.get(Shop.DEPLOYMENT).get("spec").toString())
                    .contains("replicas=2"));
        // The scale is written first and told of then.
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() ->
                assertThat(controller.get("/api/events").toString())
                    .contains("SuccessfulRescale")
                    .contains("deployment/web"));
        assertThat(server.get(Shop.HPA)).isEmpty();
      }
    }
  }

  private static int putSpec(PackagedController controller, String from, String to)
      throws IOException, InterruptedException {
    String body = controller.get("/api/hpa").path("spec").toString().replace(from, to);
    return put(controller, "/api/hpa", body).statusCode();
  }

  private static HttpResponse<String> put(PackagedController controller, String path, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(controller.address().resolve(path))
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static HttpResponse<String> putMaximum(
      PackagedController controller, int maximum, String query)
      throws IOException, InterruptedException {
    JsonNode spec = controller.get("/api/hpa").path("spec");
    String body = spec.toString().replaceAll("\"maxReplicas\":\\d+", "\"maxReplicas\":" + maximum);
    return put(controller, "/api/hpa" + query, body);
  }
}
