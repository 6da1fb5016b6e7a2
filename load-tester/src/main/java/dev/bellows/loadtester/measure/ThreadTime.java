package dev.bellows.loadtester.measure;

/// What a thread did in some time; the rest of it, it slept.
///
/// @param runNanos on a processor
/// @param waitNanos ready to run, but without one
public record ThreadTime(long runNanos, long waitNanos) {

  public static final ThreadTime NONE = new ThreadTime(0, 0);

  public ThreadTime minus(ThreadTime earlier) {
    return new ThreadTime(runNanos - earlier.runNanos, waitNanos - earlier.waitNanos);
  }

  long awakeNanos() {
    return runNanos + waitNanos;
  }
}
