package dev.bellows.loadtester.engine;

/// The thread a lane lives on, and its clock. Everything of a lane happens on it, so nothing of a
/// lane needs a lock.
public interface Timeline {

  /// A monotonic clock \[ns\] with an arbitrary origin, the same for all lanes of a run.
  long nanoTime();

  /// Runs the task once the clock has reached `nanoTime`, as soon after as can be.
  void at(long nanoTime, Runnable task);

  /// Runs the task as soon as can be. The only method that other threads may call.
  void execute(Runnable task);
}
