package dev.bellows.core.schedule;

final class SpikeArrivalsTest extends ArrivalScheduleContract {
  @Override
  RateCurve curve() {
    return RateCurves.spike(20, 150, 30, 7.5);
  }
}
