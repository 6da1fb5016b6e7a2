package dev.bellows.controller.cluster.local.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BalancerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<EchoPod> pods = new ArrayList<>();
  private Balancer balancer;

  @BeforeEach
  void open() throws IOException {
    balancer = Balancer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() throws IOException {
    balancer.close();
    for (EchoPod pod : pods) {
      pod.close();
    }
  }

  @Test
  void gives_connections_to_the_ready_pods_in_turn() throws IOException {
    balancer.balanceOver(List.of(pod("a"), pod("b"), pod("c")));
    List<String> served = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      try (Socket client = connect()) {
        served.add(greeting(client));
      }
    }
    assertThat(served.subList(0, 3)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(served.subList(3, 6)).isEqualTo(served.subList(0, 3));
    assertThat(served.subList(6, 9)).isEqualTo(served.subList(0, 3));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(balancer.connections())
                .hasSize(3)
                .allSatisfy(
                    (pod, counts) -> assertThat(counts).isEqualTo(new PodConnections(0, 3, 0))));
  }

  @Test
  void a_connection_stays_with_its_pod_after_the_pod_left_the_list() throws IOException {
    Endpoint leaving = pod("leaving");
    balancer.balanceOver(List.of(leaving));
    try (Socket client = connect()) {
      assertThat(greeting(client)).isEqualTo("leaving");
      balancer.balanceOver(List.of(pod("staying")));
      assertThat(echo(client, "still here")).isEqualTo("still here");
      try (Socket next = connect()) {
        assertThat(greeting(next)).isEqualTo("staying");
      }
      assertThat(balancer.connections().get("leaving").open()).isEqualTo(1);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(balancer.connections().get("leaving").open()).isZero());
    balancer.balanceOver(List.of());
    assertThat(balancer.connections()).doesNotContainKey("leaving");
  }

  @Test
  void passes_the_end_of_either_direction_on_while_the_other_goes_on() throws IOException {
    balancer.balanceOver(List.of(pod("a")));
    try (Socket client = connect()) {
      greeting(client);
      client.getOutputStream().write("last words".getBytes(StandardCharsets.US_ASCII));
      client.shutdownOutput();
      assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("last words, and goodbye");
    }
  }

  @Test
  void does_not_try_another_pod_when_one_cannot_be_reached() throws IOException {
    int reset = 0;
    // Bound, so that nobody else gets the port, and not listening.
    try (Socket nobody = new Socket()) {
      nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Endpoint dead = new Endpoint("dead", (InetSocketAddress) nobody.getLocalSocketAddress());
      balancer.balanceOver(List.of(dead, pod("alive")));
      for (int i = 0; i < 10; i++) {
        try (Socket client = connect()) {
          greeting(client);
        } catch (SocketException e) {
          reset++;
        }
      }
    }
    assertThat(reset).isEqualTo(5);
    assertThat(balancer.connections().get("dead").failed()).isEqualTo(5);
    assertThat(balancer.connections().get("alive").total()).isEqualTo(5);
  }

  @Test
  void lets_clients_wait_for_the_very_first_pod() throws IOException {
    try (Socket early = connect()) {
      balancer.balanceOver(List.of());
      balancer.balanceOver(List.of(pod("first")));
      assertThat(greeting(early)).isEqualTo("first");
    }
    assertThat(balancer.refused()).isZero();
  }

  @Test
  void resets_a_client_at_once_when_no_pod_is_ready_any_more() throws IOException {
    balancer.balanceOver(List.of(pod("gone")));
    balancer.balanceOver(List.of());
    assertThatThrownBy(
            () -> {
              try (Socket client = connect()) {
                greeting(client);
              }
            })
        .isInstanceOf(SocketException.class);
    assertThat(balancer.refused()).isEqualTo(1);
  }

  @Test
  void resets_the_client_when_its_pod_breaks_off() throws IOException {
    balancer.balanceOver(List.of(pod("a")));
    try (Socket client = connect()) {
      greeting(client);
      pods.getFirst().breakConnections();
      assertThatThrownBy(() -> echo(client, "anybody?")).isInstanceOf(SocketException.class);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(balancer.connections().get("a").open()).isZero());
  }

  @Test
  void carries_much_more_than_any_buffer_holds_past_a_slow_reader() throws Exception {
    balancer.balanceOver(List.of(pod("a")));
    byte[] sent = new byte[24 << 20];
    new Random(7).nextBytes(sent);
    try (Socket client = connect()) {
      greeting(client);
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.getOutputStream().write(sent);
                  client.shutdownOutput();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      // The writer stops for want of room: what comes back is not read yet.
      writer.join(Duration.ofMillis(200));
      assertThat(writer.isAlive()).isTrue();
      byte[] received = client.getInputStream().readNBytes(sent.length);
      assertThat(sha256(received)).isEqualTo(sha256(sent));
    }
  }

  @Test
  void takes_no_further_connection_once_it_is_told_to() throws IOException {
    balancer.balanceOver(List.of(pod("a")));
    try (Socket client = connect()) {
      greeting(client);
      balancer.stopAccepting();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThatThrownBy(this::connect).isInstanceOf(IOException.class));
      assertThat(echo(client, "still here")).isEqualTo("still here");
    }
  }

  @Test
  void uses_no_cpu_while_nothing_moves() throws IOException {
    balancer.balanceOver(List.of(pod("a")));
    try (Socket client = connect()) {
      greeting(client);
      long thread = balancerThread();
      // What came before it may still be going on.
      await()
          .atMost(PATIENCE)
          .until(() -> usedInHalfASecond(thread).compareTo(Duration.ofMillis(5)) < 0);
    }
  }

  private static Duration usedInHalfASecond(long thread) throws InterruptedException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getThreadCpuTime(thread);
    Thread.sleep(500);
    return Duration.ofNanos(threads.getThreadCpuTime(thread) - before);
  }

  @Test
  void says_that_a_port_is_taken() {
    InetSocketAddress taken =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), balancer.uri().getPort());
    assertThatThrownBy(() -> Balancer.open(taken)).isInstanceOf(BindException.class);
  }

  private static long balancerThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("balancer"))
        .findFirst()
        .orElseThrow()
        .threadId();
  }

  private Endpoint pod(String name) throws IOException {
    EchoPod pod = new EchoPod(name);
    pods.add(pod);
    return pod.endpoint();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), balancer.uri().getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private static String greeting(Socket client) throws IOException {
    StringBuilder name = new StringBuilder();
    for (int c = client.getInputStream().read(); c != '\n'; c = client.getInputStream().read()) {
      if (c < 0) {
        throw new SocketException("ended without a greeting");
      }
      name.append((char) c);
    }
    return name.toString();
  }

  private static String echo(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return new String(client.getInputStream().readNBytes(text.length()), StandardCharsets.US_ASCII);
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
