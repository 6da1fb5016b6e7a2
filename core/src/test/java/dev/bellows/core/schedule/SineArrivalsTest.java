package dev.bellows.core.schedule;

final class SineArrivalsTest extends ArrivalScheduleContract {
  @Override
  RateCurve curve() {
    return RateCurves.sine(40, 40, 7);
  }
}
