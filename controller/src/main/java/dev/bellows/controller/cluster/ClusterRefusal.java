package dev.bellows.controller.cluster;

/// A change that the cluster did not accept; the message is one sentence.
public final class ClusterRefusal extends RuntimeException {
  private final int status;

  /// @param status of HTTP, such as 409
  public ClusterRefusal(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
