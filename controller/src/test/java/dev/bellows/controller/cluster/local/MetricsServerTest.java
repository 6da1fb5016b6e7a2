package dev.bellows.controller.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.scaling.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MetricsServerTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00.250Z");

  private final MetricsServer server = new MetricsServer(Duration.ofSeconds(15));

  @Test
  void a_pod_has_a_metric_from_its_second_reading_on() {
    assertThat(server.scrape(Map.of("pod", reading(5, 800)))).isEmpty();
    assertThat(server.scrape(Map.of("pod", reading(20, 800 + 5_445))))
        .containsEntry("pod", new Sample(363, at("2026-11-22T12:00:20Z"), 15_000));
  }

  @Test
  void a_pod_of_more_than_ten_seconds_is_measured_from_its_start() {
    assertThat(server.scrape(Map.of("pod", reading(12, 1_200))))
        .containsEntry("pod", new Sample(100, at("2026-11-22T12:00:12Z"), 12_000));
  }

  @Test
  void a_pod_that_missed_its_first_readings_is_not_measured_from_its_start() {
    assertThat(server.scrape(Map.of("pod", reading(40, 1_200)))).isEmpty();
  }

  @Test
  void usage_is_rounded_up_to_millicores_as_quantities_are() {
    server.scrape(Map.of("pod", reading(5, 0)));
    assertThat(server.scrape(Map.of("pod", reading(20, 10))).get("pod").milli()).isEqualTo(1);
  }

  @Test
  void a_pod_that_is_gone_has_no_metric() {
    server.scrape(Map.of("pod", reading(5, 0)));
    assertThat(server.scrape(Map.of())).isEmpty();
    assertThat(server.scrape(Map.of("pod", reading(35, 10)))).isEmpty();
  }

  @Test
  void a_reading_right_after_the_last_one_leaves_the_metric_as_it_was() {
    server.scrape(Map.of("pod", reading(5, 0)));
    Map<String, Sample> before = server.scrape(Map.of("pod", reading(20, 1_500)));
    MetricsServer.Reading backToBack =
        new MetricsServer.Reading(
            START, START.plusSeconds(20).plusNanos(30_000), Duration.ofMillis(1_510));
    assertThat(server.scrape(Map.of("pod", backToBack))).isEqualTo(before);
    assertThat(server.scrape(Map.of("pod", reading(35, 3_000))).get("pod").milli()).isEqualTo(100);
  }

  @Test
  void a_clock_set_back_leaves_the_metric_as_it_was_until_there_are_two_readings_again() {
    server.scrape(Map.of("pod", reading(3_600, 0)));
    Map<String, Sample> before = server.scrape(Map.of("pod", reading(3_615, 1_500)));
    assertThat(server.scrape(Map.of("pod", reading(15, 3_000)))).isEqualTo(before);
    assertThat(server.scrape(Map.of("pod", reading(30, 6_000))).get("pod").milli()).isEqualTo(200);
  }

  private static MetricsServer.Reading reading(int ageSeconds, int cpuMillis) {
    return new MetricsServer.Reading(
        START, START.plusSeconds(ageSeconds), Duration.ofMillis(cpuMillis));
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
