package dev.bellows.demoapp.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// In virtual time: burning and stalling move the clock, nothing else does.
@DisplayNameGeneration(ReplaceUnderscores.class)
class PeriodicQuotaTest {

  private static final long MILLI = 1_000_000;

  private long now;
  private long processCpu;

  private PeriodicQuota quota(int limitMillicores) {
    return new PeriodicQuota(limitMillicores, () -> now, () -> processCpu, nanos -> now += nanos);
  }

  private void burn(PeriodicQuota quota, long nanos) {
    for (long spent = 0; spent < nanos; spent += MILLI / 10) {
      now += MILLI / 10;
      processCpu += MILLI / 10;
      quota.charge(MILLI / 10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 250, 500, 900})
  void a_busy_pod_gets_its_limit_and_no_more(int limitMillicores) {
    PeriodicQuota quota = quota(limitMillicores);

    burn(quota, 1_000 * MILLI);

    double millicores = 1000.0 * 1_000 * MILLI / now;
    assertThat(millicores).isCloseTo(limitMillicores, within(limitMillicores * 0.1 + 10));
  }

  @Test
  void what_fits_into_the_quota_of_a_period_is_not_slowed_down() {
    PeriodicQuota quota = quota(500);

    for (int period = 0; period < 10; period++) {
      burn(quota, 49 * MILLI);
      now += 51 * MILLI;
    }

    assertThat(now).isEqualTo(1_000 * MILLI);
    assertThat(quota.throttledPeriods()).isZero();
    assertThat(quota.throttledNanos()).isZero();
  }

  @Test
  void throttled_periods_and_time_are_counted() {
    PeriodicQuota quota = quota(500);

    burn(quota, 100 * MILLI);

    assertThat(quota.throttledPeriods()).isEqualTo(2);
    assertThat(quota.throttledNanos()).isCloseTo(100 * MILLI, within(MILLI));
  }

  @Test
  void a_quota_unused_in_one_period_is_not_saved_for_the_next() {
    PeriodicQuota quota = quota(500);
    burn(quota, 1 * MILLI);
    now += 10_000 * MILLI;
    long start = now;

    burn(quota, 100 * MILLI);

    assertThat(now - start).as("two periods are needed").isGreaterThan(140 * MILLI);
  }

  @Test
  void what_one_batch_overdraws_is_owed_by_the_next_periods() {
    PeriodicQuota quota = quota(100);
    quota.charge(35 * MILLI);

    assertThat(now).as("35 = 10 + 10 + 10 + 5").isEqualTo(300 * MILLI);
  }

  @Test
  void cpu_that_the_process_uses_beside_the_burns_counts() {
    PeriodicQuota quota = quota(500);
    burn(quota, 1 * MILLI);
    now += 98 * MILLI;
    processCpu += 30 * MILLI;
    now += 2 * MILLI;
    long start = now;

    burn(quota, 49 * MILLI);

    assertThat(now - start).as("no debt: 31 of 50 ms were used").isLessThan(60 * MILLI);
    processCpu += 80 * MILLI;
    now = start + 100 * MILLI;
    burn(quota, 30 * MILLI);
    assertThat(quota.throttledPeriods()).isPositive();
  }

  @Test
  void the_start_up_is_not_owed() {
    processCpu = 3_000 * MILLI;
    PeriodicQuota quota = quota(500);

    burn(quota, 40 * MILLI);

    assertThat(quota.throttledPeriods()).isZero();
  }

  @Test
  void a_limit_of_nothing_is_refused() {
    assertThatThrownBy(() -> quota(0))
        .hasMessage("the CPU limit must be at least 1 millicore, but was 0");
  }
}
