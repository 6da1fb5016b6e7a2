package dev.bellows.loadtester.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LaneMergeTest {

  private static final long SECOND = 1_000_000_000L;

  private final Recorder one = new Recorder();
  private final Recorder other = new Recorder();
  private final LaneMerge merge = new LaneMerge(2);

  @Test
  void a_second_is_complete_when_every_lane_has_delivered_it() {
    answer(one, 3);
    answer(other, 4);
    merge.add(0, one.close(SECOND, Held.NOTHING, Held.NOTHING, ThreadTime.NONE));
    assertThat(merge.poll()).isEmpty();
    merge.add(1, other.close(SECOND, Held.NOTHING, Held.NOTHING, ThreadTime.NONE));
    Interval sum = merge.poll().orElseThrow();
    assertThat(sum.counts()).isEqualTo(new Counts(7, 7, 0, 0, 7, 0, 0));
    assertThat(sum.corrected().getTotalCount()).isEqualTo(7);
    assertThat(sum.answeredByPod()).containsEntry("pod", 7L);
  }

  @Test
  void an_ended_lane_still_counts_with_what_it_had() {
    answer(one, 3);
    answer(other, 4);
    merge.add(0, one.close(SECOND, Held.NOTHING, Held.NOTHING, ThreadTime.NONE));
    merge.add(1, other.close(SECOND, Held.NOTHING, Held.NOTHING, ThreadTime.NONE));
    merge.ended(1);
    merge.poll();
    answer(one, 2);
    merge.add(0, one.close(2 * SECOND, Held.NOTHING, Held.NOTHING, ThreadTime.NONE));
    Interval second = merge.poll().orElseThrow();
    assertThat(second.counts().answered()).isEqualTo(9);
    assertThat(second.corrected().getTotalCount()).isEqualTo(2);
    merge.ended(0);
    assertThat(merge.allEnded()).isTrue();
  }

  /// What one of them dropped did not wait for the other.
  @Test
  void a_busy_lane_and_one_that_drops_are_not_a_busy_lane_that_drops() {
    answer(one, 1);
    other.scheduled(0, 0);
    other.dropped(0);
    merge.add(
        0, one.close(SECOND, Held.NOTHING, Held.NOTHING, new ThreadTime(900_000_000, 90_000_000)));
    merge.add(
        1, other.close(SECOND, Held.NOTHING, Held.NOTHING, new ThreadTime(100_000_000, 5_000_000)));
    Interval sum = merge.poll().orElseThrow();
    assertThat(sum.dropped()).isEqualTo(1);
    assertThat(sum.droppingNanos()).isEqualTo(105_000_000);
    assertThat(sum.cpuWaitNanos()).isEqualTo(90_000_000);
  }

  @Test
  void counts_out_of_balance_cannot_be_made() {
    answer(one, 1);
    assertThatThrownBy(() -> one.close(SECOND, new Held(0, 1), Held.NOTHING, ThreadTime.NONE))
        .hasMessageContaining("sent must be");
    assertThatThrownBy(() -> one.close(SECOND, new Held(1, 0), Held.NOTHING, ThreadTime.NONE))
        .hasMessageContaining("scheduled must be");
  }

  private static void answer(Recorder recorder, int times) {
    for (int i = 0; i < times; i++) {
      recorder.scheduled(0, 0);
      recorder.sent(0);
      recorder.answered(0, 10_000, 20_000, "pod", 100);
    }
  }
}
