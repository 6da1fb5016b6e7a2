package dev.bellows.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class ArrivalScheduleTest {

  @Test
  void even_arrivals_are_spaced_by_the_inverse_of_the_rate() {
    ArrivalSchedule schedule =
        ArrivalSchedule.even(RateCurves.constant(100), Duration.ofSeconds(1));
    assertThat(schedule.take()).isEqualTo(new Arrival(0, 5_000_000));
    assertThat(schedule.take()).isEqualTo(new Arrival(1, 15_000_000));
  }

  @Test
  void a_rate_of_zero_is_never_due() {
    ArrivalSchedule schedule =
        ArrivalSchedule.poisson(RateCurves.constant(0), Duration.ofDays(1), 1);
    assertThat(schedule.nextIntendedNanos()).isEqualTo(ArrivalSchedule.NEVER);
    assertThatThrownBy(schedule::take).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void a_paused_schedule_goes_on_where_it_was() {
    ArrivalSchedule schedule =
        ArrivalSchedule.even(RateCurves.constant(10), Duration.ofSeconds(60));
    schedule.rescale(1_000_000_000L, 0);
    schedule.rescale(2_000_000_000L, 1);
    assertThat(ArrivalScheduleContract.drain(schedule)).hasSize(590);
  }

  @Test
  void a_change_before_an_arrival_already_taken_is_refused() {
    ArrivalSchedule schedule = ArrivalSchedule.even(RateCurves.constant(1), Duration.ofSeconds(60));
    schedule.take();
    assertThatThrownBy(() -> schedule.rescale(1, 2)).hasMessageContaining("already taken");
  }

  /// A generator that paces by a millisecond tick puts 50 requests on each tick.
  @Test
  void arrivals_at_fifty_thousand_a_second_do_not_bunch_at_millisecond_borders() {
    ArrivalSchedule schedule =
        ArrivalSchedule.poisson(RateCurves.constant(50_000), Duration.ofSeconds(1), 5);
    int[] perTenthOfMillisecond = new int[10];
    for (Arrival arrival : ArrivalScheduleContract.drain(schedule)) {
      perTenthOfMillisecond[(int) (arrival.intendedNanos() % 1_000_000 / 100_000)]++;
    }
    for (int count : perTenthOfMillisecond) {
      assertThat(count).isBetween(4_700, 5_300);
    }
  }
}
