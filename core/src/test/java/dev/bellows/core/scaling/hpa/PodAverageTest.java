package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The averages over pods: requests are 100m, the tolerance is 10 %.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PodAverageTest {

  @ParameterizedTest(name = "{0} ready at {1}m, {2} missing, {3} pending, target {4} %: {5} ({6})")
  @CsvSource(
      textBlock =
          """
          4,  86, 0, 0, 50, 7,  PROPORTIONAL
          4,  55, 0, 0, 50, 4,  WITHIN_TOLERANCE
          4,  56, 0, 0, 50, 5,  PROPORTIONAL
          4,  45, 0, 0, 50, 4,  WITHIN_TOLERANCE
          4,  44, 0, 0, 50, 4,  PROPORTIONAL
          4,  25, 0, 0, 50, 2,  PROPORTIONAL
          4,   0, 0, 0, 50, 0,  PROPORTIONAL
          4, 100, 0, 4, 50, 8,  GUESSES_WITHIN_TOLERANCE
          4, 200, 0, 4, 50, 16, PROPORTIONAL
          4,  60, 0, 4, 50, 8,  GUESSES_TURN_DIRECTION
          4,  50, 0, 4, 50, 8,  WITHIN_TOLERANCE
          4,  20, 0, 4, 50, 2,  PROPORTIONAL
          4,  50, 2, 0, 50, 6,  GUESSES_WITHIN_TOLERANCE
          4,  20, 1, 0, 50, 4,  PROPORTIONAL
          4,  20, 2, 0, 50, 6,  GUESSES_WITHIN_TOLERANCE
          4,  20, 4, 0, 50, 8,  GUESSES_TURN_DIRECTION
          4, 200, 2, 0, 50, 16, PROPORTIONAL
          4, 200, 2, 2, 50, 16, PROPORTIONAL
          4,  20, 2, 2, 50, 8,  GUESSES_WITHIN_TOLERANCE
          4, 120, 1, 0, 150, 5, PROPORTIONAL
          4, 100, 4, 0, 150, 7, PROPORTIONAL
          """)
  void a_utilization(
      int ready, long milli, int missing, int pending, int target, int replicas, String rule) {
    MetricProposal proposal =
        Scene.ready(ready, milli).missing(missing).pending(pending).proposal(Scene.cpu(target));

    assertThat(proposal.rule()).isEqualTo(ProposalRule.valueOf(rule));
    assertThat(proposal.replicas()).isEqualTo(replicas);
  }

  @ParameterizedTest(name = "{0} ready at {1}m, {2} missing, {3} pending, target {4}m: {5} ({6})")
  @CsvSource(
      textBlock =
          """
          4,  86, 0, 0, 50, 7,  PROPORTIONAL
          4,  55, 0, 0, 50, 4,  WITHIN_TOLERANCE
          4,  25, 0, 0, 50, 2,  PROPORTIONAL
          4, 100, 0, 4, 50, 8,  GUESSES_WITHIN_TOLERANCE
          4,  60, 0, 4, 50, 8,  GUESSES_TURN_DIRECTION
          4,  20, 1, 0, 50, 3,  PROPORTIONAL
          4,  10, 2, 0, 50, 3,  PROPORTIONAL
          4, 200, 2, 0, 50, 16, PROPORTIONAL
          4, 200, 2, 2, 50, 16, PROPORTIONAL
          4, -20, 0, 0, 50, -1, PROPORTIONAL
          4, -99, 1, 0, 50, -6, PROPORTIONAL
          """)
  void an_average_value(
      int ready, long milli, int missing, int pending, long target, int replicas, String rule) {
    MetricSpec metric = new MetricSpec.Resource("cpu", Scene.average(target));

    MetricProposal proposal =
        Scene.ready(ready, milli).missing(missing).pending(pending).proposal(metric);

    assertThat(proposal.rule()).isEqualTo(ProposalRule.valueOf(rule));
    assertThat(proposal.replicas()).isEqualTo(replicas);
  }

  @ParameterizedTest(name = "asked for {0}, {1} ready at {2}m, {3} missing: {4} ({5})")
  @CsvSource(
      textBlock =
          """
          2, 4,  20, 1, 2, COUNT_TURNS_DIRECTION
          4, 4,  20, 1, 4, PROPORTIONAL
          3, 4,  20, 1, 3, COUNT_TURNS_DIRECTION
          20, 4, 200, 2, 20, COUNT_TURNS_DIRECTION
          16, 4, 200, 2, 16, PROPORTIONAL
          """)
  void a_count_that_guesses_bloat_does_not_turn_the_direction(
      int asked, int ready, long milli, int missing, int replicas, String rule) {
    MetricProposal proposal =
        Scene.ready(ready, milli).missing(missing).asked(asked).proposal(Scene.cpu(50));

    assertThat(proposal.rule()).isEqualTo(ProposalRule.valueOf(rule));
    assertThat(proposal.replicas()).isEqualTo(replicas);
  }

  @Test
  void utilization_is_cut_to_whole_percent_before_it_is_compared() {
    // 2 x 100 x 111 / 200 = 55.5 %, which is 1.11 of the target and outside the tolerance before it
    // is cut
    MetricProposal proposal =
        Scene.ready(1, 55).pod(Scene.pod("other"), 56).proposal(Scene.cpu(50));

    assertThat(proposal.usageRatio()).isEqualTo(1.1);
    assertThat(proposal.rule()).isEqualTo(ProposalRule.WITHIN_TOLERANCE);
  }

  @Test
  void a_utilization_beyond_32_bits_wraps_around() {
    long milli = (1L << 32) + 100;

    PodAverage proposal = (PodAverage) Scene.ready(1, milli).proposal(Scene.cpu(50));

    assertThat(proposal.utilization()).isEqualTo(100);
    assertThat(proposal.replicas()).isEqualTo(2);
    assertThat(proposal.averageMilli()).isEqualTo(milli);
  }

  @Test
  void a_proposal_beyond_32_bits_becomes_the_smallest_number() {
    MetricSpec metric = new MetricSpec.Pods("requests", null, Scene.average(1));

    assertThat(Scene.ready(1, 1L << 40).proposal(metric).replicas()).isEqualTo(Integer.MIN_VALUE);
    assertThat(Scene.ready(1, 1L << 40).missing(1).proposal(metric).replicas())
        .as("guessed, and held back because the count would turn the direction")
        .isEqualTo(2);
  }

  @Test
  void an_unready_pods_custom_metric_counts() {
    var starting = Scene.pod("s", PodPhase.RUNNING, 990_000L, Readiness.FALSE, 990_000L, false);
    MetricSpec metric = new MetricSpec.Pods("requests", null, Scene.average(50));

    assertThat(Scene.ready(1, 100).pod(starting, 100).proposal(metric).replicas()).isEqualTo(4);
    assertThat(Scene.ready(1, 100).pod(starting, 100).proposal(Scene.cpu(50)).replicas())
        .as("of CPU it is guessed to be nothing")
        .isEqualTo(2);
  }

  @Test
  void strangers_count_in_an_average_value_and_not_in_a_utilization() {
    Scene scene = Scene.ready(2, 100).stranger("x", 700);
    PodAverage average =
        (PodAverage) scene.proposal(new MetricSpec.Resource("cpu", Scene.average(50)));
    PodAverage utilization = (PodAverage) scene.proposal(Scene.cpu(50));

    assertThat(average.averageMilli()).isEqualTo(300);
    assertThat(average.replicas()).as("ratio 6 over 2 counted pods").isEqualTo(12);
    assertThat(utilization.averageMilli()).isEqualTo(100);
    assertThat(utilization.replicas()).isEqualTo(4);
  }

  @Test
  void strangers_count_among_the_pods_of_the_second_pass() {
    Scene scene = Scene.ready(2, 200).missing(1).stranger("x", 200);

    assertThat(((PodAverage) scene.proposal(Scene.cpu(50))).guess())
        .isEqualTo(new PodAverage.Guess(133 / 50.0, 4));
    assertThat(
            ((PodAverage) scene.proposal(new MetricSpec.Resource("cpu", Scene.average(50))))
                .guess())
        .isEqualTo(new PodAverage.Guess(3.0, 4));
  }

  @Test
  void a_ratio_of_exactly_1_guesses_for_nobody() {
    assertThat(((PodAverage) Scene.ready(4, 50).missing(2).proposal(Scene.cpu(50))).guess())
        .isEqualTo(new PodAverage.Guess(1.0, 4));
    MetricSpec average = new MetricSpec.Resource("cpu", Scene.average(50));
    assertThat(((PodAverage) Scene.ready(4, 50).missing(2).proposal(average)).guess())
        .isEqualTo(new PodAverage.Guess(1.0, 4));
  }

  @Test
  void as_many_strangers_as_pods_leave_a_utilization_alone() {
    assertThat(Scene.ready(1, 100).stranger("x", 7).proposal(Scene.cpu(50)).replicas())
        .isEqualTo(2);
  }

  @Test
  void readiness_does_not_matter_for_a_containers_memory() {
    var starting = Scene.pod("s", PodPhase.RUNNING, 990_000L, Readiness.FALSE, 990_000L, false);
    Scene scene = Scene.empty().pod(starting, 100);

    assertThat(scene.trace(container("memory"))).isInstanceOf(PodAverage.class);
    assertThat(scene.trace(container("cpu"))).isInstanceOf(MetricFailure.class);
  }

  private static MetricSpec container(String resource) {
    return new MetricSpec.ContainerResource(resource, "app", Scene.percent(50));
  }

  @Test
  void a_containers_utilization_is_held_against_that_containers_request() {
    Map<String, Map<String, Long>> containers =
        Map.of("app", Map.of("cpu", 200L), "sidecar", Map.of("memory", 1L));
    MetricSpec metric = new MetricSpec.ContainerResource("cpu", "app", Scene.percent(50));

    PodAverage proposal = (PodAverage) Scene.ready(2, 150).requests(containers).proposal(metric);

    assertThat(proposal.utilization()).isEqualTo(75);
    assertThat(proposal.replicas()).isEqualTo(3);
  }

  @Test
  void requests_add_up_over_the_containers() {
    Map<String, Map<String, Long>> containers =
        Map.of("app", Map.of("cpu", 200L), "sidecar", Map.of("cpu", 100L));

    PodAverage proposal =
        (PodAverage) Scene.ready(2, 150).requests(containers).proposal(Scene.cpu(50));

    assertThat(proposal.utilization()).isEqualTo(50);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no sample      | unable to get metrics for resource cpu: no metrics returned from resource metrics API
          no pod         | no pods returned by selector while calculating replica count
          nobody ready   | did not receive metrics for targeted pods (pods might be unready)
          no request     | missing request for cpu in container app of Pod ready-0
          no container   | container app not found in Pod ready-0
          request of 0   | no metrics returned matched known pods
          only strangers | no metrics returned matched known pods
          """)
  void a_utilization_fails(String what, String cause) {
    Scene scene =
        switch (what) {
          case "no sample" -> Scene.empty().missing(1);
          case "no pod" -> Scene.empty().stranger("x", 1);
          case "nobody ready" -> Scene.empty().pending(1).missing(1).stranger("pending-0", 3);
          case "no request" -> Scene.ready(1, 9).requests(Map.of("app", Map.of()));
          case "no container" -> Scene.ready(1, 9).requests(Map.of("web", Map.of("cpu", 1L)));
          case "request of 0" -> Scene.ready(1, 9).requests(Map.of("app", Map.of("cpu", 0L)));
          default -> Scene.empty().missing(1).stranger("x", 1);
        };
    MetricFailure failure =
        (MetricFailure)
            scene.trace(new MetricSpec.ContainerResource("cpu", "app", Scene.percent(50)));

    assertThat(failure.cause()).isEqualTo("failed to get cpu utilization: " + cause);
    assertThat(failure.error())
        .isEqualTo(
            "failed to get app container metric value: failed to get cpu utilization: " + cause);
    assertThat(failure.reason()).isEqualTo("FailedGetContainerResourceMetric");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no sample    | unable to get metric requests: no metrics returned from custom metrics API
          no pod       | no pods returned by selector while calculating replica count
          nobody ready | did not receive metrics for targeted pods (pods might be unready)
          """)
  void an_average_value_fails(String what, String cause) {
    Scene scene =
        switch (what) {
          case "no sample" -> Scene.empty().missing(1);
          case "no pod" -> Scene.empty().stranger("x", 1);
          default -> Scene.empty().pending(1).stranger("pending-0", 3);
        };
    MetricFailure failure =
        (MetricFailure) scene.trace(new MetricSpec.Pods("requests", null, Scene.average(50)));

    assertThat(failure.cause()).isEqualTo(cause);
    assertThat(failure.error()).isEqualTo("failed to get pods metric value: " + cause);
    assertThat(failure.reason()).isEqualTo("FailedGetPodsMetric");
  }

  @Test
  void a_value_per_pod_goes_before_a_utilization() {
    Target both =
        new Target("Utilization", OptionalInt.of(10), OptionalLong.of(50), OptionalLong.empty());

    assertThat(Scene.ready(1, 50).proposal(new MetricSpec.Resource("cpu", both)).replicas())
        .isEqualTo(1);
  }

  @Test
  void a_resource_without_a_target_fails() {
    Target none =
        new Target("Value", OptionalInt.empty(), OptionalLong.empty(), OptionalLong.of(1));
    MetricFailure failure =
        (MetricFailure)
            Scene.ready(1, 50).trace(new MetricSpec.ContainerResource("cpu", "app", none));

    assertThat(failure.error())
        .isEqualTo(
            "failed to get app container metric value: invalid resource metric source: neither an average"
                + " utilization target nor an average value (usage) target was set");
  }
}
