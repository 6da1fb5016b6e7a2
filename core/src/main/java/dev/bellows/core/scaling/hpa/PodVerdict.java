package dev.bellows.core.scaling.hpa;

/// What a pod's sample is worth in the average of a metric.
public enum PodVerdict {
  COUNTED("counted"),
  /// Ignored as though the pod did not exist.
  DELETED("being deleted"),
  /// Ignored as though the pod did not exist.
  FAILED("failed"),
  /// Not ready: no node has started it.
  PENDING("pending"),
  /// Has no sample.
  MISSING("no sample"),
  /// No start time or no Ready condition yet; not ready within its CPU initialization period; or
  /// still not ready after it without ever having been.
  NOT_READY("not ready"),
  /// Ready, but the sample reaches back before the pod became ready and holds its start-up's CPU.
  HOT_SAMPLE("sample from before it was ready");

  private final String words;

  PodVerdict(String words) {
    this.words = words;
  }

  /// The verdict as it is named in a sentence.
  public String words() {
    return words;
  }

  boolean ignored() {
    return this == DELETED || this == FAILED;
  }

  boolean unready() {
    return this == PENDING || this == NOT_READY || this == HOT_SAMPLE;
  }
}
