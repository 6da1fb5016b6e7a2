package dev.bellows.core.schedule;

final class ConstantArrivalsTest extends ArrivalScheduleContract {
  @Override
  RateCurve curve() {
    return RateCurves.constant(50);
  }
}
