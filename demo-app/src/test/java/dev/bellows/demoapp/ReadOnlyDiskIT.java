package dev.bellows.demoapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadOnlyDiskIT {

  /// Where not even root can make a file.
  private static final String NOWHERE = "-Djava.io.tmpdir=/proc/nowhere";

  @Test
  void a_pod_serves_without_a_disk_that_it_may_write_to() throws Exception {
    try (PodProcess pod = PodProcess.start(Map.of(), NOWHERE)) {
      assertThat(pod.status("/hash?cpuMillis=1")).isEqualTo(200);
    }
  }
}
