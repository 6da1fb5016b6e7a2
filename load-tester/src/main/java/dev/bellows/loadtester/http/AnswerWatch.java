package dev.bellows.loadtester.http;

/// Tells, while arrivals wait for a connection, whether it is the target that keeps them waiting.
///
/// It is looked every [#LOOK_MICROS] whether an answer has come. A look in vain alone says little:
/// a server that is full has such gaps, too, because its machine takes its processor away now and
/// then, and more connections would only make each request dearer. After half a millisecond without
/// any answer, or where one look in eight is in vain, the target needs more at once. One that
/// answers too fast for gaps, and still not fast enough, is told by a wait that does not end.
final class AnswerWatch {

  static final long LOOK_MICROS = 50;

  /// What one look counts in the share of those in vain.
  private static final double WEIGHT = 1.0 / 64;

  private static final double OFTEN = 1.0 / 8;

  /// Looks in a row while arrivals wait: 50 ms and more.
  static final int LONG_WAIT = 1_000;

  private long seen;
  private double inVain;
  private int inARow;

  /// @param answers that have come so far
  void begin(long answers) {
    seen = answers;
  }

  /// Ends a look.
  ///
  /// @param answers that have come so far
  boolean targetIsWaitedFor(long answers) {
    boolean none = answers == seen;
    inVain += WEIGHT * ((none ? 1 : 0) - inVain);
    boolean waitedFor = none && inVain > OFTEN || ++inARow == LONG_WAIT;
    if (waitedFor) {
      inARow = 0;
    }
    return waitedFor;
  }

  /// Nobody waits any more.
  void waitIsOver() {
    inARow = 0;
  }
}
