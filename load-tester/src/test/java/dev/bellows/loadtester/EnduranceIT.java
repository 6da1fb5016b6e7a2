package dev.bellows.loadtester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.loadtester.http.StubServer;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What takes a process of its own and some time: a tester that is stopped, and one that works on.
@Tag("acceptance")
final class EnduranceIT {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void a_tester_that_was_stopped_calls_its_run_invalid_and_accounts_for_every_arrival()
      throws Exception {
    try (StubServer server = new StubServer(StubServer.OK);
        ServiceProcess tester = new ServiceProcess()) {
      String id =
          tester
              .json("/load?rate=200&duration=12&arrivals=even&target=" + server.url())
              .getString("id");
      await().atMost(MINUTE).until(() -> server.requests.get() > 500);
      long stopped = System.nanoTime();
      tester.signal("STOP");
      Thread.sleep(5_000);
      tester.signal("CONT");
      JsonPath run = tester.ended(id, MINUTE);
      double sinceStopMillis = (System.nanoTime() - stopped) / 1e6;
      assertThat(run.getString("state")).isEqualTo("INVALID");
      // A machine that is short of processors can have made it invalid before it was stopped.
      assertThat(run.getString("invalidBecause"))
          .containsAnyOf("did not keep its schedule", "was short of CPU");
      assertThat(run.getLong("scheduled")).isEqualTo(2_400);
      assertThat(run.getLong("sent") + run.getLong("dropped") + run.getLong("waiting"))
          .isEqualTo(2_400);
      assertThat(run.getLong("answered") + run.getLong("failed")).isEqualTo(run.getLong("sent"));
      assertThat(run.getLong("answered")).isEqualTo(server.requests.get());
      assertThat(run.getDouble("latency.lag.max")).isGreaterThan(4_500);
      assertThat(run.getDouble("latency.corrected.max"))
          .isBetween(run.getDouble("latency.lag.max") * 0.99, sinceStopMillis);
      assertThat(seconds(tester, id))
          .startsWith(IntStream.range(0, 12).boxed().toArray(Integer[]::new));
    }
  }

  /// Ten minutes in the specification; what grows with time shows in half of one, too.
  @Test
  void five_thousand_requests_a_second_leave_no_gap_and_no_trace_in_memory() throws Exception {
    try (StubServer server = new StubServer(StubServer.OK);
        ServiceProcess tester = new ServiceProcess()) {
      String id =
          tester
              .json("/load?rate=5000&duration=30&arrivals=even&target=" + server.url())
              .getString("id");
      await().atMost(MINUTE).until(() -> server.requests.get() > 30_000);
      long early = tester.residentKibibytes();
      JsonPath run = tester.ended(id, MINUTE.multipliedBy(3));
      long late = tester.residentKibibytes();
      // A tenth of a kibibyte for each request would be more.
      assertThat(late - early).isLessThan(24 * 1024);
      assertThat(run.getLong("scheduled")).isEqualTo(150_000);
      assertThat(run.getLong("answered")).isEqualTo(server.requests.get());
      assertThat(run.getLong("failed")).isZero();
      assertThat(seconds(tester, id))
          .startsWith(IntStream.range(0, 30).boxed().toArray(Integer[]::new));
    }
  }

  /// Together they would be larger than the heap.
  @Test
  void recordings_are_not_kept_when_their_runs_have_ended() throws Exception {
    String recording =
        IntStream.range(0, 300_000).mapToObj(String::valueOf).collect(Collectors.joining("\\n"));
    try (StubServer server = new StubServer(StubServer.OK);
        ServiceProcess tester = new ServiceProcess()) {
      String body =
          "{\"rate\": 1, \"duration\": 1, \"shape\": \"replay\", \"csv\": \"%s\", \"target\": \"%s\"}"
              .formatted(recording, server.url());
      for (int run = 0; run < 40; run++) {
        String id = tester.posted("/load", body).getString("id");
        assertThat(tester.ended(id, MINUTE).getString("state")).isIn("DONE", "INVALID");
      }
      assertThat(tester.json("/runs").getList("id")).hasSize(40);
    }
  }

  private static List<Integer> seconds(ServiceProcess tester, String id) throws Exception {
    return tester
        .text("/runs/" + id + "/seconds")
        .lines()
        .skip(1)
        .map(line -> Integer.valueOf(line.substring(0, line.indexOf(','))))
        .toList();
  }
}
