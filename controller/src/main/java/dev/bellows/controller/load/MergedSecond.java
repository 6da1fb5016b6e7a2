package dev.bellows.controller.load;

/// The same second of the parts of a run, as far as they have told it.
///
/// @param counts of each part at the end of the second; null where it has not told it
record MergedSecond(
    long startNanos,
    long endNanos,
    double targetRate,
    Counts[] counts,
    long sent,
    long bytes,
    EncodedHistogram corrected,
    EncodedHistogram service,
    EncodedHistogram lag) {

  static MergedSecond of(ShareSecond first, int part, int parts) {
    Counts[] counts = new Counts[parts];
    counts[part] = first.counts();
    return new MergedSecond(
        first.startNanos(),
        first.endNanos(),
        first.targetRate(),
        counts,
        first.sent(),
        first.bytes(),
        first.corrected(),
        first.service(),
        first.lag());
  }

  MergedSecond plus(ShareSecond other, int part) {
    Counts[] both = counts.clone();
    both[part] = other.counts();
    return new MergedSecond(
        Math.min(startNanos, other.startNanos()),
        Math.max(endNanos, other.endNanos()),
        targetRate + other.targetRate(),
        both,
        sent + other.sent(),
        bytes + other.bytes(),
        corrected.plus(other.corrected()),
        service.plus(other.service()),
        lag.plus(other.lag()));
  }

  /// \[requests/s\]
  double achievedRate() {
    return endNanos > startNanos ? sent * 1e9 / (endNanos - startNanos) : 0;
  }
}
