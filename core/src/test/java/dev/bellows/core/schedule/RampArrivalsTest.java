package dev.bellows.core.schedule;

final class RampArrivalsTest extends ArrivalScheduleContract {
  @Override
  RateCurve curve() {
    return RateCurves.ramp(100, 0, 50);
  }
}
