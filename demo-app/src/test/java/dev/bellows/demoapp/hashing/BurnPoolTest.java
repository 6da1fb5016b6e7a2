package dev.bellows.demoapp.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bellows.demoapp.CpuClock;
import dev.bellows.demoapp.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BurnPoolTest {

  private static final int MOST_REQUESTS = 5;

  private final Gate gate = new Gate();
  private final BurnPool pool =
      new BurnPool(1, MOST_REQUESTS, Duration.ofMillis(10), CpuClock.ofThisPlatform(), gate);
  private final AtomicInteger done = new AtomicInteger();

  /// Takes the only thread, so that whatever comes next has to wait.
  @BeforeEach
  void burn_one() {
    submit(1);
    await().until(() -> gate.reached);
  }

  @AfterEach
  void let_all_burn() {
    gate.open.countDown();
  }

  @Test
  void as_much_work_waits_as_the_backlog_says() {
    submit(6);
    submit(4);

    assertRefused(1, "asks for 1.0 ms of CPU, and with those that wait that is more than 10 ms");
  }

  @Test
  void what_was_refused_takes_no_room() {
    submit(6);
    assertRefused(5, "asks for 5.0 ms");

    submit(4);

    assertThat(pool.queued()).isEqualTo(2);
  }

  @Test
  void what_has_waited_makes_room() {
    submit(10);
    assertRefused(1, "more than 10 ms");
    gate.open.countDown();
    await().until(() -> done.get() == 2);

    submit(10);

    await().until(() -> done.get() == 3);
  }

  @Test
  void a_request_that_finds_nobody_waiting_is_taken_however_big_it_is() {
    submit(20);

    assertRefused(1, "more than 10 ms");
  }

  @Test
  void small_requests_are_bounded_by_their_number() {
    for (int request = 0; request < MOST_REQUESTS; request++) {
      submit(1);
    }

    assertRefused(1, "1 requests burn and 5 wait");
  }

  /// Until its thread has begun, a request lies in the same queue as those that wait.
  @Test
  void as_many_as_there_are_threads_do_not_wait() {
    BurnPool two =
        new BurnPool(2, MOST_REQUESTS, Duration.ofMillis(10), CpuClock.ofThisPlatform(), gate);
    for (int request = 0; request < 3; request++) {
      two.submit("seed", 20_000_000L, (burn, failure) -> done.incrementAndGet());
    }

    assertThatThrownBy(() -> two.submit("seed", 1_000_000L, (burn, failure) -> {}))
        .isInstanceOf(ProblemException.class);
  }

  private void submit(int millis) {
    pool.submit("seed", millis * 1_000_000L, (burn, failure) -> done.incrementAndGet());
  }

  private void assertRefused(int millis, String because) {
    assertThatThrownBy(() -> submit(millis))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(because);
  }

  /// A quota that stalls all burns until it is opened.
  private static final class Gate implements CpuQuota {
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile boolean reached;

    @Override
    public void charge(long cpuNanos) {
      reached = true;
      try {
        open.await();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }

    @Override
    public long throttledPeriods() {
      return 0;
    }

    @Override
    public long throttledNanos() {
      return 0;
    }
  }
}
