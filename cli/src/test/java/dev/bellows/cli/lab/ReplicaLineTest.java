package dev.bellows.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplicaLineTest {
  private final ReplicaLine cluster = line(0, 1, 24, 2, 54, 4, 84, 5, 99, 7);

  @Test
  void a_line_holds_itself() {
    assertThat(cluster.holds(cluster, 15, 0)).isTrue();
  }

  @Test
  void a_change_one_tick_later_holds() {
    assertThat(cluster.holds(line(0, 1, 38, 2, 68, 4, 98, 7), 15, 1)).isTrue();
  }

  @Test
  void a_change_two_ticks_later_does_not() {
    assertThat(cluster.holds(line(0, 1, 24, 2, 85, 4, 99, 7), 15, 1)).isFalse();
  }

  @Test
  void a_change_two_ticks_early_does_not() {
    assertThat(cluster.holds(line(0, 1, 24, 2, 30, 4, 84, 5, 99, 7), 15, 1)).isFalse();
  }

  @Test
  void two_replicas_more_do_not() {
    assertThat(cluster.holds(line(0, 1, 24, 2, 54, 4, 84, 5, 99, 9), 15, 1)).isFalse();
  }

  @Test
  void a_change_that_never_comes_does_not() {
    assertThat(cluster.holds(line(0, 1, 24, 2, 54, 4), 15, 1)).isFalse();
  }

  private static ReplicaLine line(double... secondsAndReplicas) {
    ReplicaLine line = new ReplicaLine();
    for (int i = 0; i < secondsAndReplicas.length; i += 2) {
      line.observe(secondsAndReplicas[i], (long) secondsAndReplicas[i + 1]);
    }
    return line;
  }
}
