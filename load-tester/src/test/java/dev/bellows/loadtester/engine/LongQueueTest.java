package dev.bellows.loadtester.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LongQueueTest {

  /// Its ring wraps around many times, and grows a few times meanwhile.
  @Test
  void it_gives_back_what_it_was_given_in_the_same_order() {
    SplittableRandom random = new SplittableRandom(5);
    LongQueue queue = new LongQueue(0);
    ArrayDeque<Long> expected = new ArrayDeque<>();
    for (int i = 0; i < 100_000; i++) {
      if (expected.isEmpty() || random.nextInt(100) < 51) {
        queue.add(i);
        expected.add((long) i);
      } else {
        assertThat(queue.peek()).isEqualTo(expected.peek());
        assertThat(queue.take()).isEqualTo(expected.remove());
      }
      assertThat(queue.size()).isEqualTo(expected.size());
    }
    assertThat(expected).hasSizeGreaterThan(1_000);
  }

  @Test
  void nothing_can_be_taken_from_an_empty_one() {
    LongQueue queue = new LongQueue(3);
    assertThat(queue.peek()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(queue::take).isInstanceOf(NoSuchElementException.class);
  }
}
