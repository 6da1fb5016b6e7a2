package dev.bellows.loadtester.http;

/// Tells, while arrivals wait for a connection, whether it is the target that keeps them waiting.
///
/// It is looked every [#LOOK_MICROS] whether an answer has come. A look in vain alone says little:
/// a server that is full has such gaps, too, because its machine takes its processor away now and
/// then, and more connections would only make each request dearer. Half a millisecond without any
/// answer, or one look in eight in vain, and the target needs more at once.
final class AnswerWatch {

  static final long LOOK_MICROS = 50;

  /// What one look counts in the share of those in vain, which so remembers some 5 ms.
  private static final double WEIGHT = 1.0 / 64;

  private static final double OFTEN = 1.0 / 8;

  private long seen;
  private double inVain;

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
    return none && inVain > OFTEN;
  }
}
