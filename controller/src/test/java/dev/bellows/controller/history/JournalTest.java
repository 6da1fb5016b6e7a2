package dev.bellows.controller.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JournalTest {
  @Test
  void keeps_the_newest_and_gives_them_newest_first() {
    Journal<Integer> journal = new Journal<>(3);
    assertThat(journal.last()).isEmpty();
    for (int i = 1; i <= 5; i++) {
      journal.add(i);
    }
    assertThat(journal.newest(10)).containsExactly(5, 4, 3);
    assertThat(journal.newest(2)).containsExactly(5, 4);
    assertThat(journal.last()).contains(5);
  }

  @Test
  void needs_room_for_one() {
    assertThatThrownBy(() -> new Journal<>(0)).hasMessage("capacity must be 1 or more, but was 0");
  }
}
