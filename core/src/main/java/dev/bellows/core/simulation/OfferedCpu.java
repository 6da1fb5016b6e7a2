package dev.bellows.core.simulation;

import dev.bellows.core.schedule.RateCurve;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.scorecard.StepSeries.Point;
import java.util.ArrayList;
import java.util.List;

/// The CPU that a load asks for.
public final class OfferedCpu {

  private OfferedCpu() {}

  /// Second by second: what each second's arrivals burn \[millicores\].
  ///
  /// @param cpuMillisPerRequest CPU of one request
  public static StepSeries of(RateCurve rate, double cpuMillisPerRequest, double untilSeconds) {
    List<Point> points = new ArrayList<>();
    double before = 0;
    for (int second = 0; second < untilSeconds; second++) {
      double arrivals = rate.arrivalsUntil(second + 1);
      points.add(new Point(second, (arrivals - before) * cpuMillisPerRequest));
      before = arrivals;
    }
    return StepSeries.sampled(points);
  }
}
