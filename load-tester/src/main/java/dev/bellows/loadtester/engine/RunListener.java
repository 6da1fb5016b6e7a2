package dev.bellows.loadtester.engine;

import dev.bellows.loadtester.measure.Interval;

/// Hears of each second of a run. Called on the lanes' threads, so it must not block.
public interface RunListener {

  void interval(int lane, Interval interval);

  /// The lane has sent everything and has no request in flight any more; no interval follows.
  void ended(int lane);
}
