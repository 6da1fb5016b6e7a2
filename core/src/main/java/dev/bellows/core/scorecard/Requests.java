package dev.bellows.core.scorecard;

/// The requests of a run when it was over.
///
/// @param scheduled due by the schedule
/// @param answered with the answer asked for
/// @param failed answered otherwise, refused, broken off or too late
/// @param dropped never sent, because the generator had no room for them
public record Requests(long scheduled, long answered, long failed, long dropped) {

  public Requests {
    if (scheduled < 0 || answered < 0 || failed < 0 || dropped < 0) {
      throw new IllegalArgumentException(
          "counts of requests must be at least 0, but were %d scheduled, %d answered, %d failed, %d dropped"
              .formatted(scheduled, answered, failed, dropped));
    }
  }

  /// Due and not answered, whatever became of them.
  public long lost() {
    return Math.max(0, scheduled - answered);
  }
}
