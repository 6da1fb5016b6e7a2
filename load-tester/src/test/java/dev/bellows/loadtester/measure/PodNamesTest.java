package dev.bellows.loadtester.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PodNamesTest {

  @Test
  void a_target_that_invents_names_fills_neither_a_second_nor_a_run() {
    Recorder recorder = new Recorder();
    RunTotals totals = new RunTotals();
    RunTotals.Snapshot run = RunTotals.Snapshot.EMPTY;
    for (int second = 0; second < 3; second++) {
      for (int i = 0; i < 2_000; i++) {
        recorder.scheduled(0, 0);
        recorder.sent(0);
        recorder.answered(0, 0, 1, "pod-" + second + "-" + i, 10);
      }
      Interval interval =
          recorder.close(
              (second + 1) * 1_000_000_000L, Held.NOTHING, Held.NOTHING, ThreadTime.NONE);
      assertThat(interval.answeredByPod()).hasSize(PodNames.MOST + 1);
      assertThat(interval.answeredByPod()).containsEntry(PodNames.OTHER, 1_000L);
      run = totals.add(interval);
    }
    assertThat(run.answeredByPod()).hasSizeBetween(PodNames.MOST, PodNames.MOST + 1);
    assertThat(run.answeredByPod().values().stream().mapToLong(i -> i).sum()).isEqualTo(6_000);
  }

  @Test
  void a_pod_that_is_known_keeps_its_own_count() {
    Recorder recorder = new Recorder();
    for (int i = 0; i < 3_000; i++) {
      recorder.scheduled(0, 0);
      recorder.sent(0);
      recorder.answered(0, 0, 1, i % 2 == 0 ? "demo-app-x1" : "pod-" + i, 10);
    }
    assertThat(
            recorder
                .close(1_000_000_000L, Held.NOTHING, Held.NOTHING, ThreadTime.NONE)
                .answeredByPod())
        .containsEntry("demo-app-x1", 1_500L);
  }
}
