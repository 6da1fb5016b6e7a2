package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FreeConnectionsTest {

  private static final int TURNS = FreeConnections.TAKING_TURNS;

  private final IdleConnections connections = new IdleConnections();
  private final FreeConnections free = new FreeConnections();

  @AfterEach
  void close() {
    connections.close();
  }

  @Test
  void so_many_take_turns_and_the_others_come_when_called_the_last_one_first() {
    List<Connection> all = connections.give(TURNS + 3, free::add);
    assertThat(take(TURNS)).isEqualTo(all.subList(0, TURNS));
    assertThat(free.poll()).isNull();
    assertThat(free.call(2)).isTrue();
    assertThat(take(2)).containsExactly(all.get(TURNS + 2), all.get(TURNS + 1));
    assertThat(free.call(2)).isTrue();
    assertThat(take(1)).containsExactly(all.get(TURNS));
    assertThat(free.call(2)).isFalse();
  }

  @Test
  void who_has_gone_takes_nobodys_place() {
    List<Connection> all = connections.give(TURNS + 2, free::add);
    free.remove(all.getFirst());
    free.remove(all.getFirst());
    free.remove(all.get(TURNS));
    assertThat(take(TURNS - 1)).isEqualTo(all.subList(1, TURNS));
    assertThat(free.poll()).isNull();
    free.remove(all.get(1));
    assertThat(free.call(2)).isTrue();
    assertThat(take(1)).containsExactly(all.get(TURNS + 1));
  }

  @Test
  void all_take_turns_again_once_they_are_few() {
    List<Connection> all = connections.give(TURNS + 2, free::add);
    take(1);
    free.callIfFew();
    assertThat(take(TURNS - 1)).isEqualTo(all.subList(1, TURNS));
    assertThat(free.poll()).isNull();
    free.callIfFew();
    assertThat(take(2)).containsExactly(all.get(TURNS + 1), all.get(TURNS));
  }

  private List<Connection> take(int count) {
    List<Connection> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(free.poll());
    }
    return taken;
  }
}
