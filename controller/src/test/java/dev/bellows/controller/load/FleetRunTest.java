package dev.bellows.controller.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// A run of 60 s at 30 requests/s in three parts, told in the order and at the times of a test.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FleetRunTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration REPORT = Duration.ofSeconds(3);
  private static final Duration LOSE = Duration.ofSeconds(10);

  private final List<Share> shares = IntStream.range(0, 3).mapToObj(FleetRunTest::share).toList();
  private final List<String> calledOff = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();
  private final FleetRun run =
      new FleetRun(
          "r1",
          shares,
          START,
          START.plusSeconds(60),
          broken -> calledOff.add(broken.name()),
          (run, sentence, when) -> losses.add(sentence));

  @Test
  void what_the_parts_tell_is_added_up_in_whatever_order() {
    tell(2, 0);
    tell(2, 1);
    tell(0, 0);
    tell(1, 0);
    tell(0, 1);
    tell(1, 1);

    ObjectNode json = run.view();
    assertThat(json.path("scheduled").asLong()).isEqualTo(60);
    assertThat(json.path("answered").asLong()).isEqualTo(60);
    assertThat(json.path("targetRate").asDouble()).isEqualTo(30);
    assertThat(json.path("elapsedSeconds").asDouble()).isEqualTo(2);
    assertThat(json.path("pods").path("pod-a").asLong()).isEqualTo(60);
    assertThat(json.path("latency").path("corrected").path("max").asDouble())
        .isBetween(299.9, 300.3);
    assertThat(json.path("testers")).hasSize(3);
    assertThat(run.table().lines())
        .map(row -> String.join(",", List.of(row.split(",")).subList(0, 5)))
        .containsExactly(
            "second,targetRate,achievedRate,scheduled,sent",
            "0,30.000,30.000,30,30",
            "1,30.000,30.000,60,60");
  }

  @Test
  void a_warm_up_is_added_up_apart() {
    for (Share share : shares) {
      ShareReport report = report(0, "RUNNING", false, List.of(second(0)));
      report.run().putObject("warmup").put("seconds", 5).put("sent", 7);
      run.tell(share, report, START.plusSeconds(1));
    }

    assertThat(run.view().path("warmup").path("sent").asLong()).isEqualTo(21);
    assertThat(run.view().path("warmup").path("seconds").asLong()).isEqualTo(5);
    assertThat(run.view().path("sent").asLong()).isEqualTo(30);
  }

  @Test
  void a_second_that_is_told_twice_counts_once() {
    tell(0, 0);
    tell(0, 0);

    assertThat(run.view().path("scheduled").asLong()).isEqualTo(10);
  }

  @Test
  void a_part_that_falls_silent_is_missing_until_it_tells_what_it_did_meanwhile() {
    all(0);
    tell(0, 1);
    tell(1, 1);
    tell(0, 2);
    tell(1, 2);
    run.silent(shares.get(2), REPORT, LOSE, START.plusSeconds(4));

    ObjectNode silent = run.view();
    assertThat(silent.path("state").asText()).isEqualTo("RUNNING");
    assertThat(silent.path("missing").asLong()).isEqualTo(20);
    assertThat(silent.path("invalidBecause").asText())
        .isEqualTo(
            "the load tester at http://10.0.0.2:8080 has not answered since second 1: 20 arrivals"
                + " of its share are missing so far");
    assertThat(silent.path("testers").path(2).path("state").asText()).isEqualTo("MISSING");

    tell(2, 1);
    tell(2, 2);

    ObjectNode back = run.view();
    assertThat(back.has("invalidBecause")).isFalse();
    assertThat(back.path("missing").asLong()).isZero();
    assertThat(back.path("scheduled").asLong()).isEqualTo(90);
    assertThat(calledOff).isEmpty();
  }

  @Test
  void a_part_that_is_silent_for_too_long_is_lost_and_ends_the_run() {
    all(0);
    tell(0, 1);
    run.silent(shares.get(2), REPORT, LOSE, START.plusSeconds(12));

    ObjectNode json = run.view();
    assertThat(json.path("state").asText()).isEqualTo("INVALID");
    assertThat(json.path("invalidBecause").asText())
        .startsWith(
            "the load tester at http://10.0.0.2:8080 has not answered for 11 s: 10 arrivals")
        .endsWith("the rest of the run was called off, because it is not the load asked for");
    assertThat(calledOff).containsExactly("r1");
    assertThat(losses)
        .containsExactly("The load tester at http://10.0.0.2:8080 has not answered for 11 s.");
  }

  /// A controller that starts again finds parts of runs that ended long ago.
  @Test
  void a_part_that_is_lost_after_the_end_calls_nothing_off() {
    all(0);
    end(0);
    end(1);
    run.lose(shares.get(2), "was not found again", START.plusSeconds(200));

    assertThat(run.view().path("state").asText()).isEqualTo("INVALID");
    assertThat(run.view().path("invalidBecause").asText())
        .startsWith("the load tester at http://10.0.0.2:8080 was not found again: ")
        .doesNotContain("called off");
  }

  @Test
  void a_lost_part_stays_lost_whatever_else_is_told() {
    all(0);
    run.lose(shares.get(1), "is gone", START.plusSeconds(2));
    run.lose(shares.get(1), "is gone again", START.plusSeconds(3));
    tell(1, 1);
    end(0);
    end(2);

    ObjectNode json = run.view();
    assertThat(json.path("state").asText()).isEqualTo("INVALID");
    assertThat(json.path("scheduled").asLong()).isEqualTo(30);
    assertThat(run.isOver()).isTrue();
    assertThat(losses).containsExactly("The load tester at http://10.0.0.1:8080 is gone.");
  }

  @Test
  void a_part_that_somebody_stops_at_its_load_tester_ends_the_run() {
    all(0);
    run.tell(shares.get(1), report(1, "STOPPED", true, List.of()), START.plusSeconds(2));
    run.tell(shares.get(0), report(0, "RUNNING", false, List.of()), START.plusSeconds(3));
    assertThat(run.state()).isEqualTo("RUNNING");
    run.tell(shares.get(0), report(0, "RUNNING", false, List.of()), START.plusSeconds(5));

    assertThat(run.state()).isEqualTo("INVALID");
    assertThat(calledOff).containsExactly("r1");
  }

  @Test
  void a_run_that_is_stopped_by_us_is_stopped_though_a_part_vanishes() {
    all(0);
    assertThat(run.stop(START.plusSeconds(1))).isTrue();
    run.lose(shares.get(1), "is gone", START.plusSeconds(2));

    assertThat(run.state()).isEqualTo("STOPPED");
    assertThat(run.stop(START.plusSeconds(3))).isFalse();
    assertThat(calledOff).isEmpty();
  }

  @Test
  void the_wait_for_last_answers_is_no_time_in_which_it_sent() {
    all(0);
    assertThat(run.stop(START.plusSeconds(1))).isTrue();
    double sent = run.view().path("sent").asDouble();
    all(1);

    assertThat(run.view().path("elapsedSeconds").asDouble()).isEqualTo(2);
    assertThat(run.view().path("achievedRate").asDouble())
        .isEqualTo(run.view().path("sent").asDouble())
        .isGreaterThanOrEqualTo(sent);
  }

  @Test
  void parts_that_were_stopped_at_their_load_testers_say_what_they_had_sent_in_their_time() {
    all(0);
    for (int part = 0; part < 3; part++) {
      run.tell(shares.get(part), stopped(12.5, second(1)), START.plusSeconds(2));
    }

    assertThat(run.state()).isEqualTo("STOPPED");
    assertThat(run.view().path("achievedRate").asDouble()).isEqualTo(37.5);
  }

  @Test
  void a_part_that_was_stopped_by_itself_is_in_the_rate_as_it_is_in_the_requests() {
    all(0);
    run.tell(shares.get(0), stopped(10, second(1)), START.plusSeconds(2));
    tell(1, 1);
    tell(2, 1);
    run.tell(shares.get(1), stopped(11, second(2)), START.plusSeconds(5));
    run.tell(shares.get(2), stopped(11, second(2)), START.plusSeconds(5));

    assertThat(run.state()).isEqualTo("INVALID");
    assertThat(run.view().path("achievedRate").asDouble()).isEqualTo(32);
  }

  @Test
  void one_invalid_part_makes_the_whole_invalid_when_it_has_ended() {
    all(0);
    end(0);
    end(1);
    assertThat(run.state()).isEqualTo("RUNNING");
    ShareReport late = report(2, "INVALID", true, List.of());
    late.run().put("invalidBecause", "it was late");
    run.tell(shares.get(2), late, START.plusSeconds(61));

    assertThat(run.state()).isEqualTo("INVALID");
    assertThat(run.view().path("invalidBecause").asText())
        .isEqualTo("the load tester at http://10.0.0.2:8080: it was late");
  }

  @Test
  void the_only_load_tester_that_vanishes_leaves_as_many_missing_as_its_rate_says() {
    Share only = share(0);
    FleetRun alone =
        new FleetRun(
            "r2",
            List.of(only),
            START,
            START.plusSeconds(60),
            broken -> {},
            (run, sentence, when) -> {});
    alone.tell(only, report(0, "RUNNING", false, List.of(second(0))), START.plusSeconds(1));
    alone.lose(only, "is gone", START.plusSeconds(3));

    assertThat(alone.view().path("missing").asLong()).isEqualTo(20);
    assertThat(alone.view().path("invalidBecause").asText())
        .isEqualTo(
            "the load tester at http://10.0.0.0:8080 is gone: 20 arrivals of its share are missing,"
                + " from second 1 on");
  }

  private void all(int second) {
    IntStream.range(0, 3).forEach(part -> tell(part, second));
  }

  private void tell(int part, int second) {
    run.tell(
        shares.get(part),
        report(part, "RUNNING", false, List.of(second(second))),
        START.plusSeconds(second + 1));
  }

  private void end(int part) {
    run.tell(shares.get(part), report(part, "DONE", true, List.of()), START.plusSeconds(60));
  }

  private static Share share(int part) {
    TesterAddress address =
        new TesterAddress(URI.create("http://load-testers:8080"), "10.0.0." + part);
    return new Share(
        part, "r1-" + part, new Tester(address, "t" + part, Duration.ZERO), told("RUNNING"), START);
  }

  private static ShareReport report(
      int part, String state, boolean complete, List<ShareSecond> seconds) {
    return new ShareReport(told(state), complete, 600, seconds);
  }

  private static ShareReport stopped(double achievedRate, ShareSecond last) {
    ShareReport report = report(0, "STOPPED", true, List.of(last));
    report.run().put("achievedRate", achievedRate);
    return report;
  }

  private static ObjectNode told(String state) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("state", state)
        .put("targetRate", 10)
        .put("slice", "0/3");
  }

  /// Ten arrivals, the last of them answered after 100 ms, in second 1 after 300 ms.
  private static ShareSecond second(int number) {
    Histogram latency = EncodedHistogram.empty();
    latency.recordValueWithCount(1_000, 9);
    latency.recordValue(number == 1 ? 300_000 : 100_000);
    EncodedHistogram told = EncodedHistogram.of(latency);
    long due = 10L * (number + 1);
    return new ShareSecond(
        number,
        number * 1_000_000_000L,
        (number + 1) * 1_000_000_000L,
        10,
        new Counts(due, due, 0, 0, due, 0, 0),
        10,
        Map.of("pod-a", 10L),
        Map.of(),
        20,
        told,
        told,
        told);
  }
}
