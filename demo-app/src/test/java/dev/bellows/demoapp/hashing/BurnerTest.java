package dev.bellows.demoapp.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.demoapp.CpuClock;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BurnerTest {

  private final Burner burner = new Burner(CpuClock.ofThisPlatform(), CpuQuota.UNLIMITED);

  @Test
  void this_platform_has_a_cpu_clock_per_thread() {
    assertThat(CpuClock.isExact()).isTrue();
  }

  /// The median: what a busy machine adds to a single burn (caches that another process filled) is
  /// not the burner's.
  @Test
  void ten_milliseconds_are_burnt_within_five_percent() {
    // The first burn also loads classes, which a packaged pod has in its AOT cache.
    burner.burn("seed", 100_000);
    long[] burnt = new long[11];
    for (int request = 0; request < burnt.length; request++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      burner.burn("seed", 10_000_000);
      burnt[request] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    Arrays.sort(burnt);
    assertThat(burnt[burnt.length / 2]).isCloseTo(10_000_000, within(500_000L));
  }

  @Test
  void the_receipt_can_be_recomputed() throws NoSuchAlgorithmException {
    Burner.Burn burn = burner.burn("demo-app-x1/7", 500_000);

    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] digest = "demo-app-x1/7".getBytes(StandardCharsets.UTF_8);
    for (long round = 0; round < burn.rounds(); round++) {
      digest = sha256.digest(digest);
    }
    assertThat(burn.digest()).isEqualTo(HexFormat.of().formatHex(digest));
  }
}
