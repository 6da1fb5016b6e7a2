package dev.bellows.core.schedule;

final class ReplayedArrivalsTest extends ArrivalScheduleContract {
  @Override
  RateCurve curve() {
    return RateTrace.parse("seconds,rate\n100,20\n110,60\n# noon\n111,0\n120,35\n150,5");
  }
}
