package dev.bellows.controller.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.history.Mark;
import dev.bellows.controller.history.Marks;
import dev.bellows.controller.history.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunTrafficTest {
  private final Marks marks = new Marks(0);
  private final List<ClusterEvent> events = new ArrayList<>();
  private final RunTraffic traffic = new RunTraffic(marks, events::add);

  @Test
  void rates_are_what_came_since_the_last_look_by_the_time_of_the_run() {
    next(run("RUNNING", 1, 100, 0, 0));
    Point.Traffic second = next(run("RUNNING", 3, 300, 10, 2));
    assertThat(second.target()).isEqualTo(120);
    assertThat(second.answered()).isEqualTo(100);
    assertThat(second.failed()).isEqualTo(5);
    assertThat(second.dropped()).isEqualTo(1);
    assertThat(second.latency()).contains(new Point.Latency(1, 2, 3));
  }

  @Test
  void a_tester_that_told_nothing_meanwhile_changes_nothing() {
    next(run("RUNNING", 1, 100, 0, 0));
    next(run("RUNNING", 2, 180, 0, 0));
    assertThat(next(run("RUNNING", 2, 180, 0, 0)).answered()).isEqualTo(80);
  }

  @Test
  void an_old_run_seen_first_does_not_count_all_it_ever_did() {
    assertThat(next(run("RUNNING", 500, 50_000, 0, 0)).answered()).isZero();
  }

  @Test
  void a_second_without_an_answer_has_no_latency() {
    next(run("RUNNING", 1, 100, 0, 0));
    assertThat(next(run("RUNNING", 2, 100, 7, 0)).latency()).isEmpty();
  }

  @Test
  void a_run_is_marked_when_it_begins_and_when_it_ends() {
    next(run("RUNNING", 1, 100, 0, 0));
    next(run("DONE", 2, 200, 0, 0));
    Point.Traffic after = next(run("DONE", 2, 200, 0, 0));
    assertThat(after).isEqualTo(Point.Traffic.NONE);
    assertThat(marks.take(Instant.EPOCH))
        .extracting(Mark::kind)
        .containsExactly(Mark.Kind.RUN_STARTED, Mark.Kind.RUN_ENDED);
  }

  @Test
  void the_log_tells_that_load_began_and_why_it_ended_as_invalid() {
    next(run("RUNNING", 1, 100, 0, 0));
    next(run("INVALID", 2, 200, 0, 0).put("invalidBecause", "a load tester was lost"));
    assertThat(events)
        .extracting(ClusterEvent::type, ClusterEvent::reason, ClusterEvent::object)
        .containsExactly(
            tuple("Normal", "LoadStarted", "run/r1"), tuple("Warning", "LoadEnded", "run/r1"));
    assertThat(events.getLast().message()).contains("a load tester was lost");
  }

  @Test
  void a_tester_that_gave_no_answer_for_a_while_begins_and_ends_nothing_again() {
    next(run("RUNNING", 1, 100, 0, 0));
    next();
    next(run("RUNNING", 3, 300, 0, 0));
    next();
    next(run("DONE", 4, 400, 0, 0));
    next();
    next(run("DONE", 4, 400, 0, 0));
    assertThat(events).extracting(ClusterEvent::reason).containsExactly("LoadStarted", "LoadEnded");
    assertThat(marks.take(Instant.EPOCH)).hasSize(2);
  }

  @Test
  void a_run_that_had_ended_before_the_first_look_is_no_news_after_a_second_one() {
    next(run("DONE", 4, 400, 0, 0));
    next();
    next(run("DONE", 4, 400, 0, 0));
    assertThat(events).isEmpty();
  }

  @Test
  void an_attack_is_marked_as_one() {
    next(run("RUNNING", 1, 100, 0, 0).put("profile", "chaos"));
    assertThat(marks.take(Instant.EPOCH))
        .extracting(Mark::kind)
        .containsExactly(Mark.Kind.RUN_STARTED, Mark.Kind.CHAOS);
    assertThat(events.getLast().message()).startsWith("chaos: ");
  }

  private Point.Traffic next(JsonNode... runs) {
    return traffic.next(List.of(runs), Instant.EPOCH).traffic();
  }

  private static ObjectNode run(
      String state, double elapsed, long answered, long failed, long lost) {
    return new ObjectMapper()
        .createObjectNode()
        .put("id", "r1")
        .put("state", state)
        .put("startedAt", "2026-11-22T12:00:00Z")
        .put("elapsedSeconds", elapsed)
        .put("targetRate", 120)
        .put("achievedRate", 118)
        .put("answered", answered)
        .put("failed", failed)
        .put("dropped", lost)
        .set(
            "second",
            new ObjectMapper()
                .createObjectNode()
                .set(
                    "corrected",
                    new ObjectMapper()
                        .createObjectNode()
                        .put("p50", 1)
                        .put("p95", 2)
                        .put("p99", 3)));
  }
}
