package dev.bellows.loadtester.api;

import dev.bellows.loadtester.measure.Interval;
import java.util.ArrayList;
import java.util.List;

/// Every second of a run, kept until the run is forgotten, so that whoever reads it can ask again.
final class IntervalLog {

  /// Seconds in one answer at most.
  private static final int PAGE = 300;

  private final List<IntervalView> seconds = new ArrayList<>();

  void add(Interval interval, double targetRate) {
    seconds.add(IntervalView.of(interval, targetRate));
  }

  List<IntervalView> from(int first) {
    int begin = Math.min(first, seconds.size());
    return List.copyOf(seconds.subList(begin, Math.min(seconds.size(), begin + PAGE)));
  }

  /// Whether nothing is left after what [#from] gives.
  boolean isLast(int first) {
    return seconds.size() - first <= PAGE;
  }

  void clear() {
    seconds.clear();
  }
}
