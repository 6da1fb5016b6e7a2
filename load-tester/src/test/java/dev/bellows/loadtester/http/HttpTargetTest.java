package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.bellows.core.schedule.RateCurve;
import dev.bellows.core.schedule.RateCurves;
import dev.bellows.core.schedule.RateCurves.Step;
import dev.bellows.loadtester.engine.Replies;
import dev.bellows.loadtester.measure.FailureKind;
import dev.bellows.loadtester.measure.RunTotals;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpTargetTest {

  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LoadProbe probe = new LoadProbe(new EventLoops(1));

  @AfterEach
  void close() {
    probe.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void every_request_reaches_the_server_once_with_epoll_and_without(boolean epoll)
      throws Exception {
    try (StubServer server = new StubServer(StubServer.OK);
        LoadProbe two = new LoadProbe(new EventLoops(2, epoll))) {
      RunTotals.Snapshot run = two.run(server.port(), 300, TWO_SECONDS, LoadProbe.SETTINGS);
      assertThat(run.counts().answered()).isEqualTo(600).isEqualTo(server.requests.get());
      assertThat(run.counts().failed()).isZero();
      assertThat(run.answeredByPod()).isEqualTo(Map.of("stub", 600L));
    }
  }

  @Test
  void nothing_is_lost_when_the_server_announces_the_end_of_connections() throws Exception {
    try (StubServer server =
        new StubServer((socket, connection, line) -> {
          StubServer.write(
              socket, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
          return false;
        })) {
      RunTotals.Snapshot run = probe.run(server.port(), 200, TWO_SECONDS, LoadProbe.SETTINGS);
      assertThat(run.counts().answered()).isEqualTo(400).isEqualTo(server.requests.get());
      assertThat(run.failures()).isEmpty();
    }
  }

  /// As a pod does at its end, without a word in an answer. Requests pause meanwhile, because no
  /// client can help it if both sides speak at the same moment.
  @Test
  void nothing_is_lost_when_the_server_ends_idle_connections() throws Exception {
    RateCurve pausing =
        RateCurves.steps(List.of(new Step(1, 100), new Step(2, 0), new Step(1, 100)));
    probe.unlessStarved(() -> {
      AtomicLong answered = new AtomicLong();
      try (StubServer server =
          new StubServer((socket, connection, line) -> {
            StubServer.OK.answer(socket, connection, line);
            answered.incrementAndGet();
            return true;
          })) {
        Thread.ofVirtual()
            .start(() -> {
              await().atMost(PATIENCE).until(() -> answered.get() >= 100);
              server.closeConnections();
            });
        RunTotals.Snapshot run =
            probe.run(server.port(), pausing, Duration.ofSeconds(4), LoadProbe.SETTINGS);
        assertThat(run.failures()).isEmpty();
        assertThat(run.counts().answered()).isEqualTo(200).isEqualTo(server.requests.get());
        assertThat(server.connections.get()).isGreaterThanOrEqualTo(32);
      }
    });
  }

  @Test
  void connections_are_replaced_by_age_and_all_are_used_alike() throws Exception {
    PoolSettings shortLived = new PoolSettings(16, Duration.ofSeconds(1), PATIENCE, PATIENCE);
    probe.unlessStarved(() -> {
      Map<Long, Integer> served = new ConcurrentHashMap<>();
      try (StubServer server =
          new StubServer((socket, connection, line) -> {
            served.merge(connection % 8, 1, Integer::sum);
            return StubServer.OK.answer(socket, connection, line);
          })) {
        RunTotals.Snapshot run = probe.run(server.port(), 100, Duration.ofSeconds(4), shortLived);
        assertThat(run.counts().answered()).isEqualTo(400);
        assertThat(run.failures()).isEmpty();
        // 16 at first, then each of them again every second or so.
        assertThat(server.connections.get()).isBetween(16L + 32, 16L + 80);
        double max = served.values().stream().mapToInt(i -> i).max().orElseThrow();
        assertThat(served).hasSize(8);
        assertThat(max / (400.0 / 8)).isLessThan(1.5);
      }
    });
  }

  @Test
  @Tag("acceptance")
  void what_a_frozen_server_made_it_open_rests_once_it_answers_again() throws Exception {
    int rate = 800;
    probe.unlessStarved(() -> {
      AtomicInteger asked = new AtomicInteger();
      CountDownLatch thawed = new CountDownLatch(1);
      AtomicLong thawedAt = new AtomicLong();
      Set<Long> usedAfterwards = ConcurrentHashMap.newKeySet();
      try (StubServer server =
          new StubServer((socket, connection, line) -> {
            if (asked.incrementAndGet() >= rate) {
              thawedAt.compareAndSet(0, System.nanoTime());
              thawed.countDown();
            }
            thawed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (System.nanoTime() - thawedAt.get() > 1_000_000_000L) {
              usedAfterwards.add(connection);
            }
            return StubServer.OK.answer(socket, connection, line);
          })) {
        RunTotals.Snapshot run =
            probe.run(server.port(), rate, Duration.ofSeconds(4), LoadProbe.SETTINGS);
        assertThat(run.counts().answered()).isEqualTo(4 * rate).isEqualTo(server.requests.get());
        assertThat(server.connections.get()).isGreaterThan(2 * FreeConnections.TAKING_TURNS);
        // Some of them may be replaced by age.
        assertThat(usedAfterwards)
            .hasSizeBetween(FreeConnections.TAKING_TURNS / 2, FreeConnections.TAKING_TURNS * 5 / 4);
      }
    });
  }

  @Test
  @Tag("acceptance")
  void what_a_frozen_server_made_it_open_is_not_made_anew() throws Exception {
    PoolSettings shortLived = new PoolSettings(16, TWO_SECONDS, PATIENCE, PATIENCE);
    int rate = 400;
    probe.unlessStarved(() -> {
      AtomicInteger asked = new AtomicInteger();
      AtomicLong stillOpen = new AtomicLong();
      CountDownLatch thawed = new CountDownLatch(1);
      try (StubServer server = new StubServer(StubServer.OK)) {
        server.behave((socket, connection, line) -> {
          int number = asked.incrementAndGet();
          if (number >= rate) {
            thawed.countDown();
          }
          thawed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          stillOpen.set(server.openConnections());
          return StubServer.OK.answer(socket, connection, line);
        });
        RunTotals.Snapshot run = probe.run(server.port(), rate, Duration.ofSeconds(6), shortLived);
        assertThat(run.counts().answered()).isEqualTo(6 * rate).isEqualTo(server.requests.get());
        // One for each of the first second, and those of age of the few that are needed.
        assertThat(server.connections.get()).isBetween(rate * 3L / 4, rate * 3L / 2);
        assertThat(stillOpen.get()).isLessThan(rate / 4);
      }
    });
  }

  /// As kube-proxy does it: each connection goes to one of five pods by chance and stays there.
  @Test
  @Tag("acceptance")
  void five_requests_a_second_spread_over_pods() throws Exception {
    Map<Integer, Integer> served = new ConcurrentHashMap<>();
    try (StubServer server =
        new StubServer((socket, connection, line) -> {
          served.merge(new SplittableRandom(31 * connection).nextInt(5), 1, Integer::sum);
          return StubServer.OK.answer(socket, connection, line);
        })) {
      RunTotals.Snapshot run =
          probe.run(server.port(), 5, Duration.ofSeconds(40), LoadProbe.SETTINGS);
      assertThat(run.counts().answered()).isEqualTo(200);
      double max = served.values().stream().mapToInt(i -> i).max().orElseThrow();
      assertThat(max / (200.0 / 5)).isLessThanOrEqualTo(1.5);
    }
  }

  /// As behind a headless service. Each of four threads has fewer connections than there are pods.
  @Test
  void threads_together_connect_to_every_address() throws Exception {
    List<StubServer> servers = new ArrayList<>();
    try (LoadProbe four = new LoadProbe(new EventLoops(4))) {
      for (int i = 0; i < 8; i++) {
        servers.add(new StubServer(StubServer.OK));
      }
      InetAddress here = InetAddress.getLoopbackAddress();
      HttpEndpoint endpoint =
          new HttpEndpoint(
              servers.stream().map(s -> new InetSocketAddress(here, s.port())).toList(),
              "stub",
              "");
      four.run(endpoint, RateCurves.constant(20), Duration.ofMillis(500), LoadProbe.FEW);
      assertThat(servers).allSatisfy(server -> assertThat(server.connections.get()).isPositive());
    } finally {
      for (StubServer server : servers) {
        server.close();
      }
    }
  }

  @Test
  void a_server_that_is_slow_gets_as_many_connections_as_it_needs() throws Exception {
    probe.unlessStarved(() -> {
      try (StubServer server =
          new StubServer((socket, connection, line) -> {
            Thread.sleep(500);
            return StubServer.OK.answer(socket, connection, line);
          })) {
        RunTotals.Snapshot run = probe.run(server.port(), 200, TWO_SECONDS, LoadProbe.SETTINGS);
        assertThat(run.counts().answered()).isEqualTo(400);
        assertThat(server.connections.get()).isBetween(90L, 250L);
      }
    });
  }

  /// A cold start at a high rate used to open thousands of connections in one moment.
  @Test
  void only_so_many_connections_are_made_at_once() throws Exception {
    PoolSettings none = new PoolSettings(0, PATIENCE, PATIENCE, PATIENCE);
    try (StubServer server = new StubServer(StubServer.OK);
        EventLoops loops = new EventLoops(1)) {
      EventLoops.LoopTimeline timeline = loops.timelines().getFirst();
      HttpTarget target =
          new HttpTarget(LoadProbe.endpoint(server.port()), none, loops, timeline, 1);
      timeline.execute(() -> {
        target.open(new NoReplies());
        target.connect(1_000);
      });
      // So many before the thread has looked at anything else.
      await().atMost(PATIENCE).until(() -> server.connections.get() >= 8);
      await()
          .during(Duration.ofMillis(300))
          .atMost(PATIENCE)
          .until(() -> server.connections.get() == 8);
      timeline.execute(() -> {
        for (int call = 0; call < 20; call++) {
          target.connect(1_000);
        }
      });
      await().atMost(PATIENCE).until(() -> server.connections.get() >= 8 + 64);
      await()
          .during(Duration.ofMillis(300))
          .atMost(PATIENCE)
          .until(() -> server.connections.get() == 8 + 64);
      timeline.execute(target::close);
      await().atMost(PATIENCE).until(() -> server.openConnections() == 0);
    }
  }

  /// While its thread is busy with something else, the answers of a quick server lie there unread.
  /// To open connections then would be to mistake the own lateness for the target's.
  @Test
  void a_late_thread_reads_its_answers_before_it_makes_connections() throws Exception {
    PoolSettings one = new PoolSettings(1, Duration.ofMinutes(1), PATIENCE, Duration.ofSeconds(1));
    Semaphore written = new Semaphore(0);
    AtomicInteger free = new AtomicInteger();
    AtomicReference<HttpTarget> waitedFor = new AtomicReference<>();
    Replies replies =
        new NoReplies() {
          @Override
          public void connectionFree(long nowNanos) {
            free.incrementAndGet();
            HttpTarget target = waitedFor.getAndSet(null);
            if (target != null) {
              target.connectIfBusy(5);
            }
          }
        };
    try (StubServer server =
            new StubServer((socket, connection, line) -> {
              boolean open = StubServer.OK.answer(socket, connection, line);
              written.release();
              return open;
            });
        EventLoops loops = new EventLoops(1)) {
      EventLoops.LoopTimeline timeline = loops.timelines().getFirst();
      HttpTarget target =
          new HttpTarget(LoadProbe.endpoint(server.port()), one, loops, timeline, 1);
      timeline.execute(() -> target.open(replies));
      await().atMost(PATIENCE).until(() -> free.get() == 1);
      // As nothing is known of this target, one look in vain would make five.
      for (int late = 1; late <= 20; late++) {
        timeline.execute(() -> {
          target.send(0, 1, System.nanoTime());
          target.connectIfBusy(5);
          assertThat(comesInTime(written)).isTrue();
        });
        // Free because of the answer, and once more to whoever still waits.
        int expected = 1 + 2 * late;
        await().atMost(PATIENCE).until(() -> free.get() == expected);
      }
      assertThat(server.connections.get()).isEqualTo(1);
      // Asked once more, as by a lane whose arrivals still wait: now nobody answers.
      waitedFor.set(target);
      timeline.execute(() -> target.connectIfBusy(5));
      await().atMost(PATIENCE).until(() -> server.connections.get() == 6);
      timeline.execute(target::close);
      await().atMost(PATIENCE).until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void a_burst_that_needs_more_connections_than_are_made_at_once_gets_them() throws Exception {
    probe.unlessStarved(() -> {
      try (StubServer server =
          new StubServer((socket, connection, line) -> {
            Thread.sleep(500);
            return StubServer.OK.answer(socket, connection, line);
          })) {
        RunTotals.Snapshot run =
            probe.run(server.port(), 1_000, Duration.ofSeconds(1), LoadProbe.SETTINGS);
        assertThat(run.counts().answered()).isEqualTo(1_000);
        // At most 64 are made at once; what is noticed late gets none of its own.
        assertThat(server.connections.get()).isGreaterThan(2 * 64);
      }
    });
  }

  @Test
  void a_run_gives_back_the_memory_of_its_requests() throws Exception {
    ByteBufAllocatorMetric memory = UnpooledByteBufAllocator.DEFAULT.metric();
    long before = memory.usedDirectMemory();
    try (StubServer server = new StubServer(StubServer.OK)) {
      probe.run(server.port(), 50, Duration.ofSeconds(1), LoadProbe.SETTINGS);
    }
    await().atMost(PATIENCE).until(() -> memory.usedDirectMemory() <= before);
  }

  @Test
  void each_kind_of_failure_is_counted_as_what_it_is() throws Exception {
    assertThat(failures((socket, connection, line) -> false)).containsOnlyKeys(FailureKind.CLOSED);
    assertThat(
            failures((socket, connection, line) -> {
              socket.setSoLinger(true, 0);
              return false;
            }))
        .containsOnlyKeys(FailureKind.RESET);
    assertThat(
            failures((socket, connection, line) -> {
              StubServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
              return false;
            }))
        .containsOnlyKeys(FailureKind.CLOSED);
    assertThat(failures(answering("220 mail.example ESMTP\r\n")))
        .containsOnlyKeys(FailureKind.MALFORMED);
    assertThat(failures(answering("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")))
        .containsOnlyKeys(FailureKind.STATUS_5XX);
    assertThat(failures(answering("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")))
        .containsOnlyKeys(FailureKind.STATUS_4XX);
  }

  @Test
  void an_answer_that_does_not_come_is_a_timeout() throws Exception {
    PoolSettings impatient =
        new PoolSettings(4, Duration.ofSeconds(10), Duration.ofMillis(500), PATIENCE);
    assertThat(
            failures(
                impatient,
                (socket, connection, line) -> {
                  Thread.sleep(PATIENCE);
                  return false;
                }))
        .containsOnlyKeys(FailureKind.TIMEOUT);
  }

  @Test
  void a_redirect_is_counted_and_not_followed() throws Exception {
    try (StubServer other = new StubServer(StubServer.OK)) {
      assertThat(
              failures(
                  answering(
                      "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                          .formatted(other.url()))))
          .containsOnlyKeys(FailureKind.STATUS_3XX);
      assertThat(other.connections.get()).isZero();
    }
  }

  @Test
  void a_port_where_nobody_listens_is_a_failed_connection() throws Exception {
    // Bound, so that nobody else gets the port, and not listening.
    try (Socket nobody = new Socket()) {
      nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      RunTotals.Snapshot run =
          probe.run(nobody.getLocalPort(), 500, Duration.ofSeconds(1), LoadProbe.SETTINGS);
      assertThat(run.failures()).isEqualTo(Map.of(FailureKind.CONNECT, 500L));
    }
  }

  /// The honesty test, ten times shorter: frozen for 1 of 5 seconds, so 20 % of the requests wait
  /// between 0 and 1 s.
  @Test
  @Tag("acceptance")
  void a_freeze_shows_in_the_corrected_latency() throws Exception {
    freeze(Duration.ofSeconds(5), Duration.ofSeconds(1));
  }

  @Test
  @Tag("acceptance")
  void a_freeze_of_ten_seconds_shows_in_the_corrected_latency() throws Exception {
    freeze(Duration.ofSeconds(100), Duration.ofSeconds(10));
  }

  /// The server notes how long it really was frozen, and the generator how late it was itself.
  private void freeze(Duration duration, Duration frozen) throws Exception {
    AtomicLong frozenNanos = new AtomicLong();
    CountDownLatch thaw = new CountDownLatch(1);
    try (StubServer server = new StubServer(StubServer.OK)) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              Thread.sleep(duration.dividedBy(2));
              long begun = System.nanoTime();
              server.behave((socket, connection, line) -> {
                thaw.await();
                return StubServer.OK.answer(socket, connection, line);
              });
              Thread.sleep(frozen);
              frozenNanos.set(System.nanoTime() - begun);
              thaw.countDown();
            } catch (InterruptedException interrupted) {
              Thread.currentThread().interrupt();
            }
          });
      RunTotals.Snapshot run = probe.run(server.port(), 100, duration, LoadProbe.SETTINGS);
      double millis = frozenNanos.get() / 1e6;
      double slack = 0.1 * millis + run.lag().max();
      assertThat(millis).isGreaterThanOrEqualTo(frozen.toMillis());
      assertThat(run.counts().answered()).isEqualTo(duration.toSeconds() * 100);
      // The longest wait is the whole freeze; of all requests 5 % are due after that of p95.
      assertThat(run.corrected().max()).isCloseTo(millis, within(slack));
      assertThat(run.corrected().p99())
          .isCloseTo(millis - 0.01 * duration.toMillis(), within(slack));
      assertThat(run.corrected().p95())
          .isCloseTo(millis - 0.05 * duration.toMillis(), within(slack));
      assertThat(run.corrected().p50()).isLessThan(slack);
    }
  }

  private static boolean comesInTime(Semaphore semaphore) {
    try {
      return semaphore.tryAcquire(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static class NoReplies implements Replies {

    @Override
    public void answered(
        long intendedNanos, long sentNanos, long answeredNanos, String pod, long bytes) {}

    @Override
    public void failed(long intendedNanos, FailureKind kind, long bytes) {}

    @Override
    public void connectionFree(long nowNanos) {}

    @Override
    public void connectionFailed(FailureKind kind, int connecting, int atMost) {}
  }

  private static StubServer.Behaviour answering(String text) {
    return (socket, connection, line) -> {
      StubServer.write(socket, text);
      return true;
    };
  }

  private Map<FailureKind, Long> failures(StubServer.Behaviour behaviour)
      throws IOException, InterruptedException {
    return failures(LoadProbe.FEW, behaviour);
  }

  private Map<FailureKind, Long> failures(PoolSettings settings, StubServer.Behaviour behaviour)
      throws IOException, InterruptedException {
    try (StubServer server = new StubServer(behaviour)) {
      RunTotals.Snapshot run = probe.run(server.port(), 40, Duration.ofMillis(500), settings);
      assertThat(run.counts().failed()).isEqualTo(20);
      assertThat(run.counts().answered()).isZero();
      return run.failures();
    }
  }
}
