package dev.bellows.controller.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CpuMeterTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private final CpuMeter meter = new CpuMeter();

  @Test
  void readings_back_to_back_do_not_count() {
    for (int i = 0; i < 8; i++) {
      meter.add(START.plusNanos(i), Duration.ofMillis(10L * i));
    }
    assertThat(meter.millicores()).isEmpty();
    meter.add(START.plusSeconds(1), Duration.ofMillis(200));
    assertThat(meter.millicores()).hasValue(200);
  }

  @Test
  void a_clock_set_back_starts_it_afresh() {
    meter.add(START.plusSeconds(60), Duration.ZERO);
    meter.add(START, Duration.ofMillis(100));
    assertThat(meter.millicores()).isEmpty();
    meter.add(START.plusSeconds(1), Duration.ofMillis(150));
    assertThat(meter.millicores()).hasValue(50);
  }
}
