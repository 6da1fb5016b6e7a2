package dev.bellows.core.schedule;

final class CompressedArrivalsTest extends ArrivalScheduleContract {
  @Override
  RateCurve curve() {
    return RateCurves.compress(RateCurves.scale(RateCurves.sine(20, 10, 100), 2.5), 12);
  }
}
