package dev.bellows.controller.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.controller.cluster.local.manifest.HttpProbe;
import dev.bellows.controller.cluster.local.manifest.PodTemplate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProberTest implements Prober.Listener {
  private final List<String> verdicts = new CopyOnWriteArrayList<>();

  @Test
  void a_probe_that_is_broken_off_says_nothing_about_the_pod() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread probing = probe(silent, template(Optional.empty()), System.nanoTime());
      try (Socket open = silent.accept()) {
        probing.interrupt();
        probing.join();
        assertThat(open.isConnected()).isTrue();
      }
    }
    assertThat(verdicts).containsExactly("ready: true");
  }

  @Test
  void the_time_to_start_counts_from_the_launch_of_the_process() throws Exception {
    long longAgo = System.nanoTime() - Duration.ofMinutes(5).toNanos();
    try (ServerSocket closing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread probing = probe(closing, template(Optional.of(probe(Duration.ofMinutes(1)))), longAgo);
      closing.accept().close();
      probing.join();
    }
    assertThat(verdicts).containsExactly("dead: the startup probe failed for 60 s");
  }

  @Override
  public void readiness(boolean ready) {
    verdicts.add("ready: " + ready);
  }

  @Override
  public void dead(String why) {
    verdicts.add("dead: " + why);
  }

  private Thread probe(ServerSocket pod, PodTemplate template, long launchedNanos)
      throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), pod.getLocalPort());
    return Thread.ofVirtual().start(new Prober(template, address, launchedNanos, this));
  }

  /// Liveness is lost at the first failure.
  private static PodTemplate template(Optional<HttpProbe> startup) {
    return new PodTemplate(
        "web",
        "web",
        Map.of("cpu", 100L),
        OptionalLong.empty(),
        Map.of(),
        startup,
        Optional.empty(),
        Optional.of(probe(Duration.ofSeconds(1))),
        Duration.ofSeconds(3));
  }

  private static HttpProbe probe(Duration period) {
    return new HttpProbe("/", Duration.ZERO, period, Duration.ofSeconds(60), 1, 1);
  }
}
