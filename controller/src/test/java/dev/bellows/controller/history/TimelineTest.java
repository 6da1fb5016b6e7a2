package dev.bellows.controller.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimelineTest {
  private final Timeline timeline = new Timeline(3);

  @Test
  void the_newest_points_stay_and_the_oldest_go() {
    add(1, 2, 3, 4, 5);
    assertThat(seconds(timeline.between(0, 100))).containsExactly(3L, 4L, 5L);
    assertThat(timeline.newest()).hasValueSatisfying(p -> assertThat(p.second()).isEqualTo(5));
    assertThat(timeline.oldest()).hasValueSatisfying(p -> assertThat(p.second()).isEqualTo(3));
  }

  @Test
  void both_ends_of_a_time_belong_to_it_and_missing_seconds_are_no_hindrance() {
    add(10, 20, 30);
    assertThat(seconds(timeline.between(10, 20))).containsExactly(10L, 20L);
    assertThat(seconds(timeline.between(11, 29))).containsExactly(20L);
    assertThat(seconds(timeline.between(31, 99))).isEmpty();
    assertThat(timeline.after(10)).hasValueSatisfying(p -> assertThat(p.second()).isEqualTo(20));
    assertThat(timeline.after(30)).isEmpty();
  }

  @Test
  void a_clock_that_is_set_back_takes_the_points_of_the_future_with_it() {
    add(10, 11, 12);
    add(11);
    assertThat(seconds(timeline.between(0, 100))).containsExactly(10L, 11L);
  }

  private void add(long... seconds) {
    for (long second : seconds) {
      timeline.add(Points.idle(second));
    }
  }

  private static List<Long> seconds(List<Point> points) {
    return points.stream().map(Point::second).toList();
  }
}
