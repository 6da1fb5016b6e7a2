package dev.bellows.controller.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.controller.cluster.ClusterContract;
import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.PodPicture;
import dev.bellows.controller.cluster.ReplicaActuator;
import dev.bellows.controller.cluster.WorkloadObserver;
import dev.bellows.controller.cluster.local.balance.Balancer;
import dev.bellows.controller.cluster.local.manifest.HttpProbe;
import dev.bellows.controller.cluster.local.manifest.PodTemplate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocalClusterTest extends ClusterContract {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  private final List<ClusterEvent> events = new CopyOnWriteArrayList<>();
  private Optional<LocalCluster> opened = Optional.empty();

  @AfterEach
  void close() {
    opened.ifPresent(LocalCluster::close);
  }

  @Override
  protected WorkloadObserver observer() {
    return cluster();
  }

  @Override
  protected ReplicaActuator actuator() {
    return cluster();
  }

  @Override
  protected void eventually(Runnable assertion) {
    await().atMost(PATIENCE).untilAsserted(assertion::run);
  }

  @Test
  void the_service_reaches_every_ready_pod() {
    cluster().scale(2);
    awaitReady(2);
    Set<String> served =
        IntStream.range(0, 4).mapToObj(i -> get("/").join()).collect(Collectors.toSet());
    assertThat(served)
        .isEqualTo(
            cluster().latest().pods().stream().map(PodPicture::name).collect(Collectors.toSet()));
  }

  @Test
  void a_pod_gets_its_name_and_limit_but_none_of_our_settings() {
    cluster().scale(1);
    awaitReady(1);
    String pod = cluster().latest().pods().getFirst().name();
    assertThat(get("/environment").join().lines())
        .contains(
            "POD_NAME=" + pod,
            "QUARKUS_HTTP_PORT=0",
            "BELLOWS_CPU_LIMIT_MILLICORES=500",
            "BELLOWS_EXIT_WITH_PARENT=true",
            "GIVEN=here");
    assertThat(pod).matches("web-[bcdfghjklmnpqrstvwxz2456789]{5}");
  }

  @Test
  void a_pod_whose_process_is_killed_is_replaced_at_once() {
    cluster().scale(1);
    awaitReady(1);
    String victim = cluster().latest().pods().getFirst().name();
    ProcessHandle.of(pid(victim)).orElseThrow().destroyForcibly();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(readyPods()).singleElement().asString().isNotEqualTo(victim));
    assertThat(events)
        .anyMatch(event ->
            event.type().equals("Warning")
                && event.object().equals("pod/" + victim)
                && event.message().contains("exit code 137"));
    assertThat(get("/").join()).isEqualTo(readyPods().getFirst());
  }

  @Test
  void scaling_in_lets_requests_finish_and_sends_the_next_ones_elsewhere() throws IOException {
    Path gate = home.resolve("gate");
    open(
        template(Map.of("STUB_GATE", gate.toString()), Optional.empty(), PATIENCE.multipliedBy(2)),
        StubPod.command());
    cluster().scale(2);
    awaitReady(2);
    List<CompletableFuture<String>> slow =
        IntStream.range(0, 4).mapToObj(i -> get("/slow")).toList();
    await()
        .atMost(PATIENCE)
        .until(() -> cluster().latest().pods().stream().allMatch(p -> p.openConnections() == 2));
    cluster().scale(1);
    await().atMost(PATIENCE).until(() -> readyPods().size() == 1);
    String survivor = readyPods().getFirst();
    for (int i = 0; i < 4; i++) {
      assertThat(get("/").join()).isEqualTo(survivor);
    }
    assertThat(slow).noneMatch(CompletableFuture::isDone);
    Files.createFile(gate);
    assertThat(slow.stream().map(CompletableFuture::join).distinct()).hasSize(2);
    await().atMost(PATIENCE).until(() -> cluster().latest().pods().size() == 1);
  }

  @Test
  void a_pod_that_does_not_end_is_killed_after_its_grace_period() {
    LocalCluster cluster =
        open(
            template(Map.of("STUB_STUBBORN", "true"), Optional.empty(), Duration.ofSeconds(1)),
            StubPod.command());
    cluster.scale(1);
    awaitReady(1);
    long pid = pid(cluster.latest().pods().getFirst().name());
    cluster.scale(0);
    await().atMost(PATIENCE).until(() -> cluster.latest().pods().isEmpty());
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(events).anyMatch(e -> e.message().equals("Killed pod after its grace period"));
  }

  @Test
  void pods_that_keep_dying_are_replaced_ever_later() {
    LocalCluster cluster = open(template(Map.of()), List.of("false"));
    cluster.scale(1);
    await()
        .atMost(PATIENCE)
        .until(() -> events.stream().anyMatch(e -> e.message().contains("replacing it in 2 s")));
    assertThat(
            events.stream()
                .takeWhile(e -> !e.message().contains("replacing it in 2 s"))
                .filter(e -> e.reason().equals("Created")))
        .hasSize(3);
    assertThat(cluster.latest().ready()).isZero();
  }

  @Test
  void a_pod_that_never_opens_its_port_is_killed_when_its_time_to_start_is_over() {
    HttpProbe startup =
        new HttpProbe("/", Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(1), 1, 2);
    LocalCluster cluster = open(template(Map.of(), Optional.of(startup)), List.of("sleep", "50"));
    cluster.scale(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(events)
                .extracting(ClusterEvent::message)
                .contains("Killing the pod: it opened no port for 1 s")
                .anyMatch(message -> message.startsWith("Pod died with exit code 137")));
  }

  @Test
  void cpu_comes_from_the_operating_system() {
    cluster().scale(1);
    awaitReady(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          get("/burn").join();
          assertThat(cluster().observe().metrics().resource().get("cpu"))
              .hasSize(1)
              .allSatisfy((pod, sample) -> assertThat(sample.milli()).isBetween(200L, 1_200L));
        });
  }

  @Test
  void closing_ends_every_process() {
    cluster().scale(2);
    awaitReady(2);
    List<Long> pids = readyPods().stream().map(this::pid).toList();
    cluster().close();
    opened = Optional.empty();
    assertThat(pids).hasSize(2).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
  }

  private LocalCluster cluster() {
    return opened.orElseGet(() -> open(template(Map.of("GIVEN", "here")), StubPod.command()));
  }

  private LocalCluster open(PodTemplate template, List<String> command) {
    try {
      LocalCluster cluster =
          new LocalCluster(
              template,
              PodLauncher.of(template, command, Path.of("").toAbsolutePath(), home),
              Balancer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
              Duration.ofSeconds(1),
              events::add,
              Clock.systemUTC());
      cluster.start();
      opened = Optional.of(cluster);
      return cluster;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PodTemplate template(Map<String, String> environment) {
    return template(environment, Optional.empty());
  }

  private static PodTemplate template(
      Map<String, String> environment, Optional<HttpProbe> startup) {
    return template(environment, startup, Duration.ofSeconds(3));
  }

  private static PodTemplate template(
      Map<String, String> environment, Optional<HttpProbe> startup, Duration gracePeriod) {
    HttpProbe probe =
        new HttpProbe("/", Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(20), 1, 3);
    return new PodTemplate(
        "web",
        "web",
        Map.of("cpu", 100L),
        OptionalLong.of(500),
        environment,
        startup,
        Optional.of(probe),
        Optional.of(probe),
        gracePeriod);
  }

  private void awaitReady(int pods) {
    await().atMost(PATIENCE).until(() -> cluster().latest().ready() == pods);
  }

  private List<String> readyPods() {
    return cluster().latest().pods().stream()
        .filter(PodPicture::ready)
        .map(PodPicture::name)
        .toList();
  }

  private long pid(String pod) {
    return events.stream()
        .filter(e -> e.object().equals("pod/" + pod) && e.reason().equals("Started"))
        .map(e -> Long.parseLong(e.message().replace("Started process ", "")))
        .findFirst()
        .orElseThrow();
  }

  /// Each request has a client, and so a connection, of its own.
  private CompletableFuture<String> get(String path) {
    URI uri = cluster().latest().service().resolve(path);
    HttpClient client = HttpClient.newHttpClient();
    return client
        .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .thenApply(HttpResponse::body)
        .whenComplete((body, failure) -> client.shutdownNow());
  }
}
