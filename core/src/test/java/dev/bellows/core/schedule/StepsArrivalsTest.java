package dev.bellows.core.schedule;

import dev.bellows.core.schedule.RateCurves.Step;
import java.util.List;

final class StepsArrivalsTest extends ArrivalScheduleContract {
  @Override
  RateCurve curve() {
    return RateCurves.steps(
        List.of(new Step(10, 20), new Step(0.5, 0), new Step(20, 80), new Step(10, 5)));
  }
}
