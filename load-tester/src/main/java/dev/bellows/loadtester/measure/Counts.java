package dev.bellows.loadtester.measure;

/// How many arrivals fell due since the start and where each of them is now. Construction fails
/// unless `scheduled = sent + dropped + waiting` and `sent = answered + failed + inFlight`.
///
/// @param scheduled arrivals that were due so far
/// @param sent handed to a connection, or failed for want of one
/// @param dropped given up because too many were in flight, or because the run was stopped
/// @param waiting due, but without a free connection yet
public record Counts(
    long scheduled,
    long sent,
    long dropped,
    long waiting,
    long answered,
    long failed,
    long inFlight) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

  public Counts {
    if (scheduled != sent + dropped + waiting) {
      throw new IllegalStateException(
          "scheduled must be sent + dropped + waiting, but %d is not %d + %d + %d"
              .formatted(scheduled, sent, dropped, waiting));
    }
    if (sent != answered + failed + inFlight) {
      throw new IllegalStateException(
          "sent must be answered + failed + in flight, but %d is not %d + %d + %d"
              .formatted(sent, answered, failed, inFlight));
    }
  }

  Counts plus(Counts other) {
    return new Counts(
        scheduled + other.scheduled,
        sent + other.sent,
        dropped + other.dropped,
        waiting + other.waiting,
        answered + other.answered,
        failed + other.failed,
        inFlight + other.inFlight);
  }
}
