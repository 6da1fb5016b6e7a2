package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RosterTest {

  private final IdleConnections connections = new IdleConnections();
  private final Roster roster = new Roster();

  @AfterEach
  void close() {
    connections.close();
  }

  @Test
  void thousands_are_looked_after_few_at_a_time_and_each_ten_times_a_second() {
    List<Connection> all = connections.give(1_000, roster::add);
    Set<Connection> seen = new HashSet<>();
    long nanos = 0;
    while (nanos < 100_000_000) {
      List<Connection> some = roster.next();
      assertThat(some).hasSizeBetween(1, 64);
      seen.addAll(some);
      nanos += roster.intervalNanos();
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    // 1,000 that live for 10 s come of age at 10 in a tenth of a second; 16 looks replace one each.
    assertThat(roster.replaceable(IdleConnections.AGE.toNanos())).isEqualTo(1);
    assertThat(roster.replaceable(IdleConnections.AGE.toNanos() / 10)).isEqualTo(12);
  }

  @Test
  void few_are_looked_after_at_once_and_no_more_often() {
    List<Connection> all = connections.give(16, roster::add);
    assertThat(roster.next()).isEqualTo(all);
    assertThat(roster.intervalNanos()).isEqualTo(100_000_000);
  }

  @Test
  void who_leaves_counts_no_more_and_is_looked_after_until_it_ends() {
    List<Connection> all = connections.give(3, roster::add);
    roster.leave(all.getFirst());
    roster.leave(all.getFirst());
    assertThat(roster.open()).isEqualTo(2);
    assertThat(roster.next()).isEqualTo(all);
    all.getFirst().channel().close();
    assertThat(roster.next()).isEqualTo(all.subList(1, 3));
    assertThat(roster.all()).isEqualTo(all.subList(1, 3));
  }
}
