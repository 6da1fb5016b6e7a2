package dev.bellows.demoapp.hashing;

/// How many rounds of SHA-256 fit into a span of CPU time, learnt from each batch as it goes: the
/// same code is a hundred times slower interpreted than compiled, so no calibration at start-up
/// would stay true. Confined to one thread.
final class Pace {

  /// Reading the clock costs about 0.3 us; a batch of 100 us keeps that below 1 % of the work and
  /// the CPU quota exact to a thousandth of its period.
  private static final double BATCH_NANOS = 100_000;

  private static final double COLD_NANOS_PER_ROUND = 20_000;
  private static final int LONGEST_BATCH = 10_000;

  private double nanosPerRound = COLD_NANOS_PER_ROUND;

  /// Rounds for the next batch when so much CPU time is still to be burnt; at least 1.
  int roundsWithin(long remainingNanos) {
    double rounds = Math.min(remainingNanos, BATCH_NANOS) / nanosPerRound;
    return Math.clamp(Math.round(rounds), 1, LONGEST_BATCH);
  }

  void observe(int rounds, long cpuNanos) {
    // Half the new, half the old: one interrupted batch must not spoil the next ones.
    double observed = (double) Math.max(1, cpuNanos) / rounds;
    nanosPerRound = (nanosPerRound + observed) / 2;
  }
}
