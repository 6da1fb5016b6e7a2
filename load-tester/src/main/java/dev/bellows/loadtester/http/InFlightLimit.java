package dev.bellows.loadtester.http;

/// How many requests may be in flight while arrivals wait although answers come.
///
/// Then either the target could answer more if it were asked more at once, or it or this thread is
/// full, and each request in flight beyond what keeps them busy makes all of them dearer. So what a
/// gap without answers has let out is not kept in flight when answers come again. A quarter more is
/// tried then, again and again for as long as the throughput grows with it, and taken back when it
/// does not.
final class InFlightLimit {

  /// Over which the throughput is measured. A step has as long before that to show in answers.
  private static final long WINDOW_NANOS = 50_000_000;

  /// Until more is tried again after it did not help.
  private static final long HOLD_NANOS = 1_000_000_000;

  private static final int NONE = Integer.MAX_VALUE;

  private static final double STEP = 1.25;

  /// Half of what a step adds is more than the throughput changes by itself.
  private static final double HELPED = 1.125;

  private enum Phase {
    /// No window has begun yet.
    UNKNOWN,
    /// The throughput without a step is being measured.
    MEASURING,
    /// A step has been made, and what it brings does not show yet.
    SETTLING,
    /// The throughput with the step is being measured.
    JUDGING,
    /// The last step did not help.
    HOLDING
  }

  private Phase phase = Phase.UNKNOWN;
  private int limit = NONE;
  private boolean gap;
  private long gapSinceNanos;
  private long answersAtGap = -1;
  private int limitBeforeGap;
  private long windowSinceNanos;
  private long answersBefore;
  private int limitBeforeStep;
  private double throughputBeforeStep;
  private long holdingSinceNanos;

  boolean allows(int inFlight) {
    return inFlight < limit;
  }

  /// How many more than these it allows.
  int room(int inFlight) {
    return limit == NONE ? NONE : Math.max(0, limit - inFlight);
  }

  /// How many more are tried, or were in flight before that, than these.
  int missing(int inFlight) {
    return !gap && (isStepping() || phase == Phase.HOLDING) ? room(inFlight) : 0;
  }

  /// Arrivals wait, and answers have come.
  ///
  /// @param answers that have come so far
  void flow(long nowNanos, long answers, int inFlight) {
    if (gap) {
      gap = false;
      limit = limitBeforeGap;
      windowSinceNanos += nowNanos - gapSinceNanos;
    }
    if (phase == Phase.UNKNOWN) {
      phase = Phase.MEASURING;
      beginWindow(nowNanos, answers);
      return;
    }
    long elapsed = nowNanos - windowSinceNanos;
    if (elapsed < WINDOW_NANOS) {
      return;
    }
    // A longer one was interrupted: this thread stood still.
    if (elapsed < 2 * WINDOW_NANOS && isReached(inFlight)) {
      endWindow(nowNanos, inFlight, (double) (answers - answersBefore) / elapsed);
    }
    beginWindow(nowNanos, answers);
  }

  /// Arrivals wait, and answers stay away: some more may be in flight until they come again.
  ///
  /// @param answers that have come so far
  /// @param enough what the limit is then, if there was none before
  void gap(long nowNanos, long answers, int inFlight, int more, int enough) {
    if (!gap) {
      gap = true;
      gapSinceNanos = nowNanos;
      if (answers != answersAtGap) {
        answersAtGap = answers;
        limitBeforeGap = limit == NONE ? enough : limit;
      }
      limit = 0;
    }
    limit = Math.max(limit, inFlight + more);
  }

  /// Nobody waits any more for whom a connection may be made, or the target needs whatever it can
  /// get.
  void lift() {
    limit = NONE;
    gap = false;
    phase = Phase.UNKNOWN;
  }

  private boolean isStepping() {
    return phase == Phase.SETTLING || phase == Phase.JUDGING;
  }

  /// Nearly, because connections come and go. What a gap let out has to be answered first.
  private boolean isReached(int inFlight) {
    return inFlight <= limit && (!isStepping() || inFlight >= limit - limit / 8);
  }

  private void beginWindow(long nowNanos, long answers) {
    windowSinceNanos = nowNanos;
    answersBefore = answers;
  }

  private void endWindow(long nowNanos, int inFlight, double throughput) {
    switch (phase) {
      case SETTLING -> phase = Phase.JUDGING;
      case JUDGING -> {
        if (throughput >= throughputBeforeStep * HELPED) {
          step(inFlight, throughput);
        } else {
          phase = Phase.HOLDING;
          limit = limitBeforeStep;
          holdingSinceNanos = nowNanos;
        }
      }
      case HOLDING -> {
        if (nowNanos - holdingSinceNanos >= HOLD_NANOS) {
          step(inFlight, throughput);
        }
      }
      case UNKNOWN, MEASURING -> step(inFlight, throughput);
    }
  }

  private void step(int inFlight, double throughput) {
    phase = Phase.SETTLING;
    limitBeforeStep = limit == NONE ? Math.max(1, inFlight) : limit;
    throughputBeforeStep = throughput;
    limit = (int) Math.ceil(limitBeforeStep * STEP);
  }
}
