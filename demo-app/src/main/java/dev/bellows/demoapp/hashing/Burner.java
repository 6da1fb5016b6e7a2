package dev.bellows.demoapp.hashing;

import dev.bellows.demoapp.CpuClock;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Burns CPU time by SHA-256 on the calling thread, batch by batch until the thread's CPU clock
/// says that it is enough. Confined to one thread.
final class Burner {

  private final CpuClock clock;
  private final CpuQuota quota;
  private final MessageDigest sha256;
  private final Pace pace = new Pace();

  Burner(CpuClock clock, CpuQuota quota) {
    this.clock = clock;
    this.quota = quota;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  Burn burn(String seed, long cpuNanos) {
    long start = clock.nanos();
    byte[] digest = sha256.digest(seed.getBytes(StandardCharsets.UTF_8));
    long rounds = 1;
    long spent = clock.nanos() - start;
    quota.charge(spent);
    while (spent < cpuNanos) {
      int batch = pace.roundsWithin(cpuNanos - spent);
      hash(digest, batch);
      rounds += batch;
      long now = clock.nanos() - start;
      pace.observe(batch, now - spent);
      quota.charge(now - spent);
      spent = now;
    }
    return new Burn(HexFormat.of().formatHex(digest), rounds, spent);
  }

  private void hash(byte[] digest, int rounds) {
    try {
      for (int round = 0; round < rounds; round++) {
        sha256.update(digest, 0, digest.length);
        sha256.digest(digest, 0, digest.length);
      }
    } catch (DigestException impossible) {
      throw new IllegalStateException("a SHA-256 digest has 32 bytes", impossible);
    }
  }

  /// What was done: the last digest, the rounds that led to it and the CPU time they took.
  record Burn(String digest, long rounds, long cpuNanos) {}
}
