package dev.bellows.loadtester.engine;

/// Where the requests of one lane go. Used on the lane's thread only.
public interface Target {

  /// Makes its first connections and reports to `replies` from then on.
  void open(Replies replies);

  /// Sends the arrival's request if a connection is free, else does nothing and says false.
  ///
  /// @param intendedNanos comes back with the answer
  /// @param nowNanos on the timeline's clock
  boolean send(long intendedNanos, double cpuMillis, long nowNanos);

  /// Makes a connection for each of the waiting arrivals, or as many as may be made at once. For
  /// what is left it is told again when one of these is there or failed.
  void connect(int waiting);

  /// The same, but only once it is seen that the arrivals wait for the target and not for this
  /// thread, which may have answers to read that would free a connection.
  void connectIfBusy(int waiting);

  /// Ends every connection.
  void close();
}
