package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.controller.history.History;
import dev.bellows.controller.history.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CostAlarmTest {
  private static final double A_SECOND = 0.001;

  private final History history = new History(Optional.empty(), 0);
  private final List<String> alarms = new ArrayList<>();
  private long second = 1_000;
  private double cost;

  @Test
  void requests_that_get_too_expensive_are_told_once_and_once_that_they_no_longer_are() {
    CostAlarm alarm = new CostAlarm(history, OptionalDouble.of(0.1), alarms::add);
    pass(alarm, 400, 20);
    assertThat(alarms).isEmpty();
    pass(alarm, 400, 5);
    assertThat(alarms).singleElement().asString().contains(", more than 0.100000.");
    pass(alarm, 400, 20);
    assertThat(alarms).hasSize(2).last().asString().contains("no longer more than");
  }

  @Test
  void without_load_or_without_a_limit_nothing_is_told() {
    pass(new CostAlarm(history, OptionalDouble.of(0.1), alarms::add), 400, 0);
    pass(new CostAlarm(history, OptionalDouble.empty(), alarms::add), 400, 5);
    assertThat(alarms).isEmpty();
  }

  private void pass(CostAlarm alarm, int seconds, double answered) {
    for (int i = 0; i < seconds; i++) {
      cost += A_SECOND;
      Point point =
          new Point(
              ++second,
              new Point.Traffic(answered, answered, answered, 0, 0, Optional.empty()),
              new Point.Replicas(1, 1, 1, OptionalInt.empty()),
              List.of(),
              50,
              cost,
              List.of());
      history.add(point);
      alarm.accept(point);
    }
  }
}
