package dev.bellows.core.schedule;

final class ClippedArrivalsTest extends ArrivalScheduleContract {

  private static final RateCurve CURVE = RateCurves.clip(RateCurves.sine(50, 50, 11), 10, 80, 60);

  @Override
  RateCurve curve() {
    return CURVE;
  }
}
