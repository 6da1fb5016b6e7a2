package dev.bellows.demoapp.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FaultsConfigTest {

  private final SmallRyeConfig config =
      new SmallRyeConfigBuilder()
          .addDiscoveredConverters()
          .withMapping(ColdStartConfig.class)
          .withMapping(MemoryConfig.class)
          .build();

  @Test
  void nothing_goes_wrong_unless_asked_for() {
    assertThat(config.getConfigMapping(ColdStartConfig.class).cpuMillis()).isZero();
    assertThat(config.getConfigMapping(ColdStartConfig.class).readinessDelay())
        .isEqualTo(Duration.ZERO);
    assertThat(config.getConfigMapping(MemoryConfig.class).mostMebibytes()).isEqualTo(1024);
  }
}
