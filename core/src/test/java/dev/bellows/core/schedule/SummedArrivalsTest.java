package dev.bellows.core.schedule;

import java.util.List;

final class SummedArrivalsTest extends ArrivalScheduleContract {
  @Override
  RateCurve curve() {
    return RateCurves.sum(
        List.of(RateCurves.spike(10, 50, 50, 20), RateCurves.sawtooth(0, 30, 60)));
  }
}
