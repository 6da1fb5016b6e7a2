package dev.bellows.core.simulation;

/// What an autoscaler works with: the pods it scales, and when things reach it. Times in
/// milliseconds; moments count from the beginning of the load.
///
/// @param cpuRequestMillicores CPU request of a pod, at least 1
/// @param cpuLimitMillicores the most CPU a pod gets, at least 1
/// @param startUpMillis from a pod's creation to Ready
/// @param firstTickMillis when the autoscaler first looks
/// @param tickMillis how often it looks
/// @param firstScrapeMillis when the metrics API first has new samples
/// @param scrapeMillis how often it has; also the length of the window a sample is averaged over
/// @param lagMillis how old a sample is when the metrics API first has it
public record Surroundings(
    long cpuRequestMillicores,
    long cpuLimitMillicores,
    long startUpMillis,
    long firstTickMillis,
    long tickMillis,
    long firstScrapeMillis,
    long scrapeMillis,
    long lagMillis) {

  /// The next tick comes a period after the last one ended, and a tick takes its time. A sharp 15 s
  /// would keep recommendations within windows of 30 s that a real cluster has just forgotten.
  private static final long TICK_MILLIS = 15_015;

  private static final long SCRAPE_MILLIS = 15_000;
  private static final long LAG_MILLIS = 500;

  public Surroundings {
    if (cpuRequestMillicores < 1 || cpuLimitMillicores < 1) {
      throw new IllegalArgumentException(
          "a pod's CPU request and limit must be at least 1 millicore, but were %d and %d"
              .formatted(cpuRequestMillicores, cpuLimitMillicores));
    }
    if (startUpMillis < 0 || firstTickMillis < 0 || firstScrapeMillis < 0 || lagMillis < 0) {
      throw new IllegalArgumentException(
          "start-up, first tick, first scrape and lag must be at least 0 ms, but were %d, %d, %d and %d"
              .formatted(startUpMillis, firstTickMillis, firstScrapeMillis, lagMillis));
    }
    if (tickMillis < 1 || scrapeMillis < 1) {
      throw new IllegalArgumentException(
          "the periods of ticks and scrapes must be at least 1 ms, but were %d and %d"
              .formatted(tickMillis, scrapeMillis));
    }
  }

  /// A cluster with the default periods, its first tick 10 s and its first samples 5 s after the
  /// load begins.
  public static Surroundings of(
      long cpuRequestMillicores, long cpuLimitMillicores, long startUpMillis) {
    return new Surroundings(
        cpuRequestMillicores,
        cpuLimitMillicores,
        startUpMillis,
        10_000,
        TICK_MILLIS,
        5_000,
        SCRAPE_MILLIS,
        LAG_MILLIS);
  }

  /// The same with another CPU request and limit.
  public Surroundings withCpu(long requestMillicores, long limitMillicores) {
    return new Surroundings(
        requestMillicores,
        limitMillicores,
        startUpMillis,
        firstTickMillis,
        tickMillis,
        firstScrapeMillis,
        scrapeMillis,
        lagMillis);
  }
}
