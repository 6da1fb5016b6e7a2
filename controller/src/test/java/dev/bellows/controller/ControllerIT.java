package dev.bellows.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The packaged controller with the packaged target as its pods.
@Timeout(600)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ControllerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration PROMISED = Duration.ofSeconds(8);

  @Test
  @Tag("acceptance")
  void scales_out_under_load_and_back_in_and_loses_no_request() throws IOException {
    try (PackagedController controller = PackagedController.start(Map.of())) {
      await().atMost(PATIENCE).until(() -> controller.replicas("ready") == 1);
      List<String> all;
      try (OpenLoad load = new OpenLoad(controller.service(), 25)) {
        await().atMost(PATIENCE).until(() -> controller.replicas("ready") == 4);
        all = controller.readyPods();
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(load.answeredByPod()).containsKeys(array(all)));
        // Scaling in begins while requests still come.
        load.close();
        try (OpenLoad trickle = new OpenLoad(controller.service(), 3)) {
          await().atMost(PATIENCE).until(() -> controller.replicas("current") == 1);
          await().atMost(PATIENCE).until(() -> controller.state().path("pods").size() == 1);
          trickle.close();
          await().atMost(PATIENCE).until(() -> load.inFlight() + trickle.inFlight() == 0);
          assertThat(load.failures()).isEmpty();
          assertThat(trickle.failures()).isEmpty();
        }
      }
      List<String> steps =
          controller.decisions().reversed().stream()
              .filter(decision -> decision.path("from").asInt() != decision.path("to").asInt())
              .map(decision -> decision.path("from") + ">" + decision.path("to"))
              .toList();
      // The policy lets it double; how much of that it wants is for the CPU that was seen.
      assertThat(steps)
          .startsWith("1>2")
          .anyMatch(step -> step.endsWith(">4"))
          .doesNotContain("1>3", "1>4")
          .last()
          .asString()
          .endsWith(">1");
      assertThat(controller.decisions())
          .allSatisfy(decision -> {
            assertThat(decision.path("sentence").asText()).isNotBlank();
            assertThat(decision.path("trace").path("to")).isEqualTo(decision.path("to"));
          });
      assertThat(controller.state().path("workload").path("refusedConnections").asInt()).isZero();
      assertThat(controller.events())
          .extracting(event -> event.path("reason").asText())
          .contains("SuccessfulRescale", "Created", "Ready", "Killing", "Deleted");
    }
  }

  @Test
  void a_killed_pod_is_replaced_and_only_what_it_had_in_flight_is_lost() throws IOException {
    try (PackagedController controller =
        PackagedController.start(Map.of("BELLOWS_LOOP_INTERVAL", "60s"))) {
      await().atMost(PATIENCE).until(() -> controller.replicas("ready") == 1);
      String victim = controller.readyPods().getFirst();
      ProcessHandle process = controller.pods().getFirst();
      try (Socket request = slowRequest(controller)) {
        process.destroyForcibly();
        assertThat(failure(request)).isNotBlank();
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(controller.readyPods()).singleElement().isNotEqualTo(victim));
      try (OpenLoad load = new OpenLoad(controller.service(), 10)) {
        await().atMost(PATIENCE).until(() -> !load.answeredByPod().isEmpty());
        assertThat(load.failures()).isEmpty();
      }
      JsonNode dead =
          controller.events().stream()
              .filter(event -> event.path("type").asText().equals("Warning"))
              .filter(event -> event.path("object").asText().equals("pod/" + victim))
              .findFirst()
              .orElseThrow();
      assertThat(dead.path("message").asText()).contains("exit code 137", "replacing it at once");
    }
  }

  @Test
  void every_pod_ends_when_the_controller_is_killed() throws Exception {
    assertEndsAsPromised(() -> {
      try (PackagedController controller = PackagedController.start(Map.of())) {
        await().atMost(PATIENCE).until(() -> controller.replicas("ready") == 1);
        List<ProcessHandle> pods = controller.pods();
        assertThat(pods).hasSize(1);
        try (Socket hanging = slowRequest(controller)) {
          long begin = System.nanoTime();
          controller.process().destroyForcibly();
          await().atMost(PATIENCE).until(() -> pods.stream().noneMatch(ProcessHandle::isAlive));
          assertThat(hanging.isConnected()).isTrue();
          return since(begin);
        }
      }
    });
  }

  @Tag("acceptance")
  @Test
  void everything_ends_within_eight_seconds_of_a_sigterm() throws Exception {
    assertEndsAsPromised(() -> {
      try (PackagedController controller = PackagedController.start(Map.of())) {
        await().atMost(PATIENCE).until(() -> controller.replicas("ready") == 1);
        List<ProcessHandle> pods = controller.pods();
        try (Socket hanging = slowRequest(controller)) {
          long begin = System.nanoTime();
          controller.process().toHandle().destroy();
          assertThat(controller.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
          assertThat(pods).noneMatch(ProcessHandle::isAlive);
          assertThat(hanging.isConnected()).isTrue();
          return since(begin);
        }
      }
    });
  }

  @Test
  void it_ends_with_its_parent_when_told_to() throws Exception {
    assertEndsAsPromised(() -> {
      try (PackagedController controller =
          PackagedController.start(Map.of("BELLOWS_EXIT_WITH_PARENT", "true"))) {
        await().atMost(PATIENCE).until(() -> controller.replicas("ready") == 1);
        List<ProcessHandle> pods = controller.pods();
        long begin = System.nanoTime();
        controller.process().getOutputStream().close();
        assertThat(controller.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(pods).noneMatch(ProcessHandle::isAlive);
        return since(begin);
      }
    });
  }

  /// A machine that stood still meanwhile gets another try.
  private static void assertEndsAsPromised(Callable<Duration> ending) throws Exception {
    Duration took = ending.call();
    for (int again = 0; again < 2 && took.compareTo(PROMISED) > 0; again++) {
      took = ending.call();
    }
    assertThat(took).isLessThan(PROMISED);
  }

  private static Duration since(long beginNanos) {
    return Duration.ofNanos(System.nanoTime() - beginNanos);
  }

  /// As a jar and as a native executable alike, which would lack what nobody registered.
  @Test
  void it_serves_its_page_and_what_platforms_ask_for_without_a_temporary_folder() throws Exception {
    Map<String, String> settings =
        Map.of(
            "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=/dev/null/none",
            "BELLOWS_LOCAL_POD_COMMAND", "cat");
    try (PackagedController controller = PackagedController.start(settings)) {
      assertThat(controller.text("/")).contains("<title>Bellows</title>");
      assertThat(controller.text("/q/metrics")).contains("bellows_replicas");
      assertThat(controller.text("/q/health/live")).contains("UP");
      assertThat(controller.text("/q/openapi")).contains("/api/state");
      assertThat(controller.text("/api/state")).contains("\"workload\"");
    }
  }

  @Test
  void a_busy_port_is_named_in_one_sentence() throws Exception {
    for (String setting : List.of("QUARKUS_HTTP_PORT", "BELLOWS_LOCAL_SERVICE_PORT")) {
      try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
          PackagedController controller =
              PackagedController.start(Map.of(setting, String.valueOf(taken.getLocalPort())))) {
        assertThat(controller.output())
            .singleElement()
            .asString()
            .startsWith("Port " + taken.getLocalPort())
            .endsWith("end that process or choose another port.");
        assertThat(controller.process().exitValue()).isEqualTo(69);
        assertThat(controller.pods()).isEmpty();
      }
    }
  }

  @Test
  void broken_yaml_is_told_with_its_file_and_line(@TempDir Path base) throws Exception {
    Path folder = Files.createDirectories(base.resolve("demo-app"));
    for (String file : List.of("deployment.yaml", "hpa.yaml", "service.yaml")) {
      Files.copy(
          Path.of("src/test/resources/short-windows/demo-app").resolve(file), folder.resolve(file));
    }
    Path hpa = folder.resolve("hpa.yaml");
    Files.writeString(hpa, Files.readString(hpa).replace("maxReplicas: 4", "maxReplicas: ten"));
    try (PackagedController controller =
        PackagedController.start(Map.of("BELLOWS_LOCAL_MANIFESTS", base.toString()))) {
      assertThat(controller.output())
          .containsExactly(
              hpa
                  + ", line 12: spec.maxReplicas must be a whole number from 1 to 50, but was 'ten'");
      assertThat(controller.process().exitValue()).isEqualTo(64);
    }
  }

  /// A request of 10 s of CPU through the Service, sent and not answered.
  private static Socket slowRequest(PackagedController controller) throws IOException {
    Socket socket = new Socket("127.0.0.1", controller.service().getPort());
    socket.setSoTimeout(60_000);
    socket
        .getOutputStream()
        .write(
            "GET /hash?cpuMillis=10000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    await()
        .atMost(PATIENCE)
        .until(() -> controller.state().path("pods").path(0).path("openConnections").asInt() == 1);
    return socket;
  }

  private static String failure(Socket request) {
    try {
      return request.getInputStream().read() < 0 ? "ended without an answer" : "";
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String[] array(List<String> list) {
    return list.toArray(String[]::new);
  }
}
