package dev.bellows.demoapp.hashing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HashingConfigTest {

  @Test
  void four_requests_burn_and_a_second_of_work_may_wait() {
    HashingConfig defaults =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(HashingConfig.class)
            .build()
            .getConfigMapping(HashingConfig.class);

    assertThat(defaults.concurrency()).isEqualTo(4);
    assertThat(defaults.queue()).isEqualTo(1024);
    assertThat(defaults.backlog()).isEqualTo(Duration.ofSeconds(1));
  }
}
