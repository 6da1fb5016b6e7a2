package dev.bellows.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.controller.cluster.local.LocalClusterConfig;
import dev.bellows.controller.load.LoadConfig;
import dev.bellows.controller.loop.LoopConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DefaultsTest {
  private final SmallRyeConfig config =
      new SmallRyeConfigBuilder()
          .addDiscoveredConverters()
          .withConverter(
              Duration.class, 200, text -> Duration.parse("PT" + text.replace("8500ms", "8.5s")))
          .withMapping(LocalClusterConfig.class)
          .withMapping(LoopConfig.class)
          .withMapping(LoadConfig.class)
          .build();

  @Test
  void the_loop_and_the_metrics_have_the_periods_of_kubernetes() {
    LoopConfig loop = config.getConfigMapping(LoopConfig.class);
    assertThat(loop.interval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(loop.firstTick()).isEqualTo(Duration.ofMillis(8_500));
    LocalClusterConfig local = config.getConfigMapping(LocalClusterConfig.class);
    assertThat(local.metricResolution()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void everything_stays_on_this_machine_at_the_ports_of_the_design() {
    LocalClusterConfig local = config.getConfigMapping(LocalClusterConfig.class);
    assertThat(local.serviceHost()).isEqualTo("127.0.0.1");
    assertThat(local.servicePort()).isEqualTo(31005);
    assertThat(local.manifests()).isEmpty();
    assertThat(local.podCommand()).isEmpty();
    LoadConfig load = config.getConfigMapping(LoadConfig.class);
    assertThat(load.testers()).containsExactly(URI.create("http://127.0.0.1:31004"));
    assertThat(load.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(load.changeTimeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(load.lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(load.headStart()).isEqualTo(Duration.ofSeconds(1));
    assertThat(load.silence()).isEqualTo(Duration.ofSeconds(2));
    assertThat(load.patience()).isEqualTo(Duration.ofSeconds(10));
  }
}
