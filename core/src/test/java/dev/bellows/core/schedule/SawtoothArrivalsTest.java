package dev.bellows.core.schedule;

final class SawtoothArrivalsTest extends ArrivalScheduleContract {
  @Override
  RateCurve curve() {
    return RateCurves.sawtooth(5, 80, 13);
  }
}
