package dev.bellows.loadtester.http;

/// Tells, while arrivals wait for a connection, how many of them the target keeps waiting.
///
/// It is looked every [#LOOK_MICROS] whether an answer has come. A look in vain alone says little:
/// a server that is full has such gaps, too, because its machine takes its processor away now and
/// then, for milliseconds, and more connections would only make each request dearer. Where one look
/// in eight is in vain, answers are so rare that gaps are the rule, and the target needs more at
/// once. Where they come fast, half a millisecond without any makes it a few more, and another few
/// each millisecond; after five, nobody is taken to come back soon. Of a target that answers too
/// fast for gaps, and still not fast enough, [InFlightLimit] tells what it needs.
final class AnswerWatch {

  static final long LOOK_MICROS = 50;

  /// What one look counts in the share of those in vain.
  private static final double WEIGHT = 1.0 / 64;

  private static final double OFTEN = 1.0 / 8;

  /// Looks in vain in a row that are no gap yet, and those that are a short one.
  private static final int NO_GAP = 10;

  private static final int SHORT_GAP = 100;

  /// Of those in a row, so many count in the share, or one long gap would make them the rule.
  private static final int COUNTED = 3;

  private static final int A_FEW = 8;
  private static final int LOOKS_BETWEEN = 20;

  private long seen;
  private int inVainInARow;
  private double inVain = 1;

  /// @param answers that have come so far
  void begin(long answers) {
    if (answers != seen) {
      inVainInARow = 0;
    }
    seen = answers;
  }

  /// Ends a look.
  ///
  /// @param answers that have come so far
  void end(long answers) {
    boolean none = answers == seen;
    inVainInARow = none ? inVainInARow + 1 : 0;
    if (inVainInARow <= COUNTED) {
      inVain += WEIGHT * ((none ? 1 : 0) - inVain);
    }
    seen = answers;
  }

  boolean answersCame() {
    return inVainInARow == 0;
  }

  /// Whether none has come, as so often.
  boolean answersAreRare() {
    return !answersCame() && inVain > OFTEN;
  }

  /// Of so many arrivals that wait.
  int keptWaiting(int waiting) {
    if (answersAreRare() || inVainInARow > SHORT_GAP) {
      return waiting;
    }
    boolean fewMore = inVainInARow > NO_GAP && inVainInARow % LOOKS_BETWEEN == NO_GAP + 1;
    return fewMore ? Math.min(waiting, A_FEW) : 0;
  }
}
