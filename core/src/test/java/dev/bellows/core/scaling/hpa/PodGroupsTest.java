package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import dev.bellows.core.scaling.Sample;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The clock stands at 1,000 s; CPU initialization takes 300 s, the initial readiness delay 30 s;
/// the sample is of 995 s over 15 s.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PodGroupsTest {

  @ParameterizedTest(name = "{0} started {1} {2} since {3}, deleted {4}: {5}")
  @CsvSource(
      textBlock =
          """
          RUNNING, 100,  TRUE,    110, false, COUNTED
          RUNNING, 100,  TRUE,    110, true,  DELETED
          FAILED,  100,  FALSE,   110, false, FAILED
          FAILED,  100,  FALSE,   110, true,  DELETED
          PENDING, ,     ABSENT,  ,    false, PENDING
          PENDING, 100,  TRUE,    110, false, PENDING
          RUNNING, 100,  ABSENT,  ,    false, NOT_READY
          RUNNING, ,     TRUE,    110, false, NOT_READY
          RUNNING, 701,  FALSE,   990, false, NOT_READY
          RUNNING, 701,  TRUE,    980, false, COUNTED
          RUNNING, 701,  TRUE,    981, false, HOT_SAMPLE
          RUNNING, 700,  TRUE,    981, false, COUNTED
          RUNNING, 701,  UNKNOWN, 970, false, COUNTED
          RUNNING, 701,  TRUE,    ,    false, COUNTED
          RUNNING, 100,  FALSE,   129, false, NOT_READY
          RUNNING, 100,  FALSE,   130, false, COUNTED
          RUNNING, 100,  FALSE,   ,    false, NOT_READY
          RUNNING, 100,  UNKNOWN, 129, false, COUNTED
          SUCCEEDED, 100, TRUE,   110, false, COUNTED
          """)
  void a_pod_with_a_cpu_sample(
      PodPhase phase,
      Long startedSeconds,
      Readiness ready,
      Long transitionSeconds,
      boolean deleted,
      PodVerdict expected) {
    PodObservation pod =
        Scene.pod("it", phase, millis(startedSeconds), ready, millis(transitionSeconds), deleted);
    Scene scene = Scene.empty().pod(pod, 70);

    PodGroups groups = cpu(scene);

    assertThat(groups.names(expected)).containsExactly("it");
    assertThat(groups.counted()).isEqualTo(expected == PodVerdict.COUNTED ? 1 : 0);
    assertThat(groups.countedMilli()).isEqualTo(expected == PodVerdict.COUNTED ? 70 : 0);
    assertThat(groups.unready()).isEqualTo(expected.unready() ? 1 : 0);
    assertThat(groups.missing()).isZero();
    assertThat(groups.strangers()).isZero();
  }

  @Test
  void readiness_matters_for_cpu_alone() {
    PodObservation starting =
        Scene.pod("it", PodPhase.RUNNING, 990_000L, Readiness.FALSE, 990_000L, false);
    Scene scene = Scene.empty().pod(starting, 70);

    PodGroups groups = groups(scene, false);

    assertThat(groups.counted()).isEqualTo(1);
  }

  @Test
  void a_running_pod_without_a_sample_is_missing_and_a_pending_one_is_not() {
    PodGroups groups = cpu(Scene.ready(2, 50).missing(1).pending(3));

    assertThat(groups.counted()).isEqualTo(2);
    assertThat(groups.countedMilli()).isEqualTo(100);
    assertThat(groups.missing()).isEqualTo(1);
    assertThat(groups.unready()).isEqualTo(3);
    assertThat(groups.names(PodVerdict.MISSING)).containsExactly("missing-0");
  }

  @Test
  void samples_of_pods_that_are_not_listed_are_strangers() {
    PodObservation failed = Scene.pod("failed", PodPhase.FAILED, 1L, Readiness.FALSE, 1L, false);
    Scene scene = Scene.ready(2, 50).pod(failed, 1000).missing(1).stranger("x", 7).stranger("y", 4);

    PodGroups groups = cpu(scene);

    assertThat(groups.strangers()).isEqualTo(2);
    assertThat(groups.strangersMilli()).isEqualTo(11);
    assertThat(groups.countedMilli()).isEqualTo(100);
  }

  private static PodGroups cpu(Scene scene) {
    return groups(scene, true);
  }

  private static PodGroups groups(Scene scene, boolean judgeReadiness) {
    var observation = scene.observe();
    Map<String, Sample> samples = observation.metrics().resource().get("cpu");
    return PodGroups.of(observation, samples, judgeReadiness, ControllerSettings.DEFAULT);
  }

  private static Long millis(Long seconds) {
    return seconds == null ? null : seconds * 1000;
  }
}
