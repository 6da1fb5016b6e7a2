package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Object and External metrics; the tolerance is 10 %.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class WholeValueTest {

  private static final long MOST = Long.MAX_VALUE;

  @ParameterizedTest(name = "{0} ready, asked for {1}, value {2}m of {3}m: {4} ({5})")
  @CsvSource(
      textBlock =
          """
          3, 3, 60000,  20000, 9,  three times the target over three ready pods
          3, 3, 22000,  20000, 3,  within the tolerance
          3, 5, 22000,  20000, 5,  within the tolerance it keeps what is asked for
          3, 3, 22001,  20000, 4,  just outside it
          3, 5, 10000,  20000, 2,  half the target over the ready pods, not over those asked for
          3, 3, 0,      20000, 0,  nothing to do
          3, 3, 2000000000000, 1, 2147483647, held within 32 bits
          """)
  void one_value_for_the_whole_workload(
      int ready, int asked, long milli, long target, int replicas, String why) {
    Scene scene = Scene.ready(ready, 1).asked(asked).object("queue", milli).external("jobs", milli);

    assertThat(scene.proposal(Scene.queue(Scene.value(target))).replicas())
        .as(why)
        .isEqualTo(replicas);
    assertThat(scene.proposal(Scene.jobs(Scene.value(target))).replicas())
        .as(why)
        .isEqualTo(replicas);
  }

  @Test
  void only_running_pods_that_say_they_are_ready_count_and_deleted_ones_do_too() {
    PodObservation deleted = Scene.pod("d", PodPhase.RUNNING, 1L, Readiness.TRUE, 1L, true);
    PodObservation notReady = Scene.pod("n", PodPhase.RUNNING, 1L, Readiness.FALSE, 1L, false);
    PodObservation failed = Scene.pod("f", PodPhase.FAILED, 1L, Readiness.TRUE, 1L, false);
    Scene scene = Scene.ready(2, 1).pod(deleted).pod(notReady).pod(failed).object("queue", 40_000);

    TotalValue proposal = (TotalValue) scene.proposal(Scene.queue(Scene.value(20_000)));

    assertThat(proposal.readyPods()).isEqualTo(3);
    assertThat(proposal.replicas()).isEqualTo(6);
  }

  @ParameterizedTest(name = "{0} exist, value {1}m of {2}m each: {3} ({4})")
  @CsvSource(
      textBlock =
          """
          3, 60000, 20000, 3, within the tolerance
          3, 66000, 20000, 3, at the border of the tolerance
          3, 66001, 20000, 4, just outside it
          3, 54000, 20000, 3, at the lower border
          3, 53999, 20000, 3, rounding up hides that it is outside
          3, 39999, 20000, 2, below
          3, 0,     20000, 0, nothing to do
          0, 60000, 20000, 3, none exists yet
          0, 0,     20000, 0, none exists and nothing is there to do
          """)
  void a_value_shared_by_the_replicas(
      int existing, long milli, long target, int replicas, String why) {
    Scene scene =
        Scene.ready(9, 1).existing(existing).object("queue", milli).external("jobs", milli);

    assertThat(scene.proposal(Scene.queue(Scene.average(target))).replicas())
        .as(why)
        .isEqualTo(replicas);
    assertThat(scene.proposal(Scene.jobs(Scene.average(target))).replicas())
        .as(why)
        .isEqualTo(replicas);
  }

  @Test
  void an_externals_share_is_held_within_32_bits_and_an_objects_is_not() {
    Scene scene = Scene.ready(1, 1).object("queue", MOST).external("jobs", MOST);

    assertThat(scene.proposal(Scene.jobs(Scene.average(1))).replicas())
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(scene.proposal(Scene.queue(Scene.average(1))).replicas())
        .isEqualTo(Integer.MIN_VALUE);
  }

  @ParameterizedTest(name = "{0} exist, value {1}m: external {2}, object {3}")
  @CsvSource(
      textBlock =
          """
          3, 10,                  4,                    4
          3, 9,                   3,                    3
          0, 10,                  -9223372036854775808, -9223372036854775808
          1, 9223372036854775807, 9223372036854775807,  -9223372036854775808
          2, 9223372036854775807, 9223372036854775807,  4611686018427387904
          """)
  void the_share_in_the_status_is_rounded_up(
      int existing, long milli, long externalShare, long objectShare) {
    Scene scene =
        Scene.ready(1, 1).existing(existing).object("queue", milli).external("jobs", milli);

    assertThat(((ReplicaShare) scene.proposal(Scene.jobs(Scene.average(7)))).shareMilli())
        .isEqualTo(externalShare);
    assertThat(((ReplicaShare) scene.proposal(Scene.queue(Scene.average(7)))).shareMilli())
        .isEqualTo(objectShare);
  }

  @Test
  void the_series_of_an_external_metric_add_up() {
    Scene scene = Scene.ready(1, 1).external("jobs", 3_000L, 87_000L);

    assertThat(((TotalValue) scene.proposal(Scene.jobs(Scene.value(1)))).usageMilli())
        .isEqualTo(90_000);
    assertThat(((ReplicaShare) scene.proposal(Scene.jobs(Scene.average(1)))).usageMilli())
        .isEqualTo(90_000);
  }

  @Test
  void a_sum_beyond_64_bits_stays_at_the_largest_number() {
    Scene scene = Scene.ready(1, 1).external("jobs", MOST, 1L, 5L);

    assertThat(((TotalValue) scene.proposal(Scene.jobs(Scene.value(1)))).usageMilli())
        .isEqualTo(MOST);
    assertThat(((ReplicaShare) scene.proposal(Scene.jobs(Scene.average(1)))).usageMilli())
        .isEqualTo(MOST);
  }

  @Test
  void a_sum_at_the_border_of_64_bits_is_summed_on() {
    Scene scene = Scene.ready(1, 1).external("jobs", MOST - 1, 1L, -7L);

    assertThat(((TotalValue) scene.proposal(Scene.jobs(Scene.value(1)))).usageMilli())
        .isEqualTo(MOST - 7);
  }

  @Test
  void zero_and_negative_series_never_overflow() {
    Scene scene = Scene.ready(1, 1).external("jobs", MOST, 0L, -7L);

    assertThat(((TotalValue) scene.proposal(Scene.jobs(Scene.value(1)))).usageMilli())
        .isEqualTo(MOST - 7);
    assertThat(((ReplicaShare) scene.proposal(Scene.jobs(Scene.average(1)))).usageMilli())
        .isEqualTo(MOST - 7);
  }

  @Test
  void a_negative_sum_per_replica_is_taken_for_an_overflow() {
    Scene scene = Scene.ready(1, 1).external("jobs", -1L);

    assertThat(((ReplicaShare) scene.proposal(Scene.jobs(Scene.average(1)))).usageMilli())
        .isEqualTo(MOST);
    assertThat(((TotalValue) scene.proposal(Scene.jobs(Scene.value(1)))).usageMilli())
        .isEqualTo(-1);
  }

  @Test
  void a_sum_of_zero_per_replica_is_no_overflow() {
    Scene scene = Scene.ready(1, 1).external("jobs", 0L);

    assertThat(((ReplicaShare) scene.proposal(Scene.jobs(Scene.average(1)))).usageMilli()).isZero();
  }

  @ParameterizedTest(name = "{0} {1}: {2} / {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Object   | value   | unable to get metric queue: Service on ns shop/no object metric | failed to get object metric value: unable to get metric queue: Service on ns shop/no object metric
          Object   | average | unable to get metric queue: Service on ns shop/no object metric | failed to get object metric value: failed to get queue object metric: unable to get metric queue: Service on ns shop/no object metric
          Object   | none    | invalid object metric source: neither a value target nor an average value target was set | failed to get object metric value: invalid object metric source: neither a value target nor an average value target was set
          External | value   | unable to get external metric ns/jobs/nil: no metrics returned from external metrics API | failed to get jobs external metric value: failed to get external metric jobs: unable to get external metric ns/jobs/nil: no metrics returned from external metrics API
          External | average | unable to get external metric ns/jobs/nil: no metrics returned from external metrics API | failed to get jobs external metric value: failed to get jobs external metric: unable to get external metric ns/jobs/nil: no metrics returned from external metrics API
          External | none    | invalid external metric source: neither a value target nor an average value target was set | failed to get jobs external metric value: invalid external metric source: neither a value target nor an average value target was set
          """)
  void a_value_that_is_missing(String type, String target, String cause, String error) {
    Target wanted =
        switch (target) {
          case "value" -> Scene.value(1);
          case "average" -> Scene.average(1);
          default -> Scene.percent(1);
        };
    MetricSpec metric = type.equals("Object") ? Scene.queue(wanted) : Scene.jobs(wanted);

    MetricFailure failure = (MetricFailure) Scene.ready(1, 1).trace(metric);

    assertThat(failure.cause()).isEqualTo(cause);
    assertThat(failure.error()).isEqualTo(error);
    assertThat(failure.reason()).isEqualTo("FailedGet" + type + "Metric");
  }

  @Test
  void without_pods_a_value_outside_the_tolerance_cannot_be_turned_into_replicas() {
    Scene scene = Scene.empty().asked(3).object("queue", 40_000);

    assertThat(((MetricFailure) scene.trace(Scene.queue(Scene.value(20_000)))).cause())
        .isEqualTo(
            "unable to calculate ready pods: no pods returned by selector while calculating replica count");
    assertThat(scene.proposal(Scene.queue(Scene.value(40_000))).replicas()).isEqualTo(3);
    assertThat(scene.proposal(Scene.queue(Scene.average(20_000))).replicas()).isEqualTo(2);
  }

  @Test
  void an_objects_target_type_decides_and_an_externals_does_not() {
    Target both =
        new Target("Value", OptionalInt.empty(), OptionalLong.of(10_000), OptionalLong.of(20_000));
    Scene scene = Scene.ready(3, 1).object("queue", 40_000).external("jobs", 40_000L);

    assertThat(scene.proposal(Scene.queue(both)).replicas()).isEqualTo(6);
    assertThat(scene.proposal(Scene.jobs(both)).replicas()).isEqualTo(4);
  }

  @Test
  void a_type_without_its_number_is_no_target() {
    Target value =
        new Target("Value", OptionalInt.empty(), OptionalLong.of(1), OptionalLong.empty());
    Target average =
        new Target("AverageValue", OptionalInt.empty(), OptionalLong.empty(), OptionalLong.of(1));
    Scene scene = Scene.ready(1, 1).object("queue", 1);

    assertThat(scene.trace(Scene.queue(value))).isInstanceOf(MetricFailure.class);
    assertThat(scene.trace(Scene.queue(average))).isInstanceOf(MetricFailure.class);
  }
}
