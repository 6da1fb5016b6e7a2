package dev.bellows.demoapp.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DrainConfigTest {

  @Test
  void a_drain_serves_for_5_s_and_ends_within_the_grace_period_of_30_s() {
    DrainConfig defaults =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(DrainConfig.class)
            .build()
            .getConfigMapping(DrainConfig.class);

    assertThat(defaults.window()).isEqualTo(Duration.ofSeconds(5));
    assertThat(defaults.quiet()).isEqualTo(Duration.ofSeconds(2));
    assertThat(defaults.idle()).isEqualTo(Duration.ofSeconds(12));
    assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(25));
  }
}
