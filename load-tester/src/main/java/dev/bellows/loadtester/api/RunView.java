package dev.bellows.loadtester.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bellows.loadtester.measure.Counts;
import dev.bellows.loadtester.measure.LatencySummary;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run as JSON. Latencies in milliseconds, rates in requests/s.
///
/// @param invalidBecause why the run measures the generator rather than the target; while the run
///   goes on it can already be set
/// @param model `open` (the schedule sets the pace) or `closed` (answers do, for so many `users`)
/// @param targetRate what the schedule asks for at this moment
/// @param achievedRate sent in the last second; of an ended run, sent per second of its time
/// @param cpuMillis mean CPU that a request asks for
/// @param warmup what was due in the warm-up, which is in no other number but `achievedRate`
/// @param second the latencies of the last second alone
/// @param failures by kind
/// @param pods answers by the pod that gave them
/// @param profile the name of the load, if it has one
/// @param fleet the controller's name of the run of which this is a part
/// @param slice the part, such as `0/3`; users, intensity and seed are those of the whole
/// @param leaseEndsAt when the run stops by itself if nobody renews its lease
/// @param stoppedBecause why it was stopped, if nobody asked for it
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunView(
    String id,
    RunState state,
    @Nullable String invalidBecause,
    String model,
    int users,
    double intensity,
    String type,
    double cpuMillis,
    String shape,
    String arrivals,
    long seed,
    String target,
    Instant startedAt,
    Instant endsAt,
    double elapsedSeconds,
    double targetRate,
    double achievedRate,
    long scheduled,
    long sent,
    long dropped,
    long waiting,
    long answered,
    long failed,
    long inFlight,
    @Nullable WarmUp warmup,
    Latency latency,
    Latency second,
    Map<String, Long> failures,
    long bytes,
    Map<String, Long> pods,
    @Nullable String profile,
    @Nullable String fleet,
    @Nullable String slice,
    @Nullable Instant leaseEndsAt,
    @Nullable String stoppedBecause,
    Links links) {

  @RegisterForReflection
  record WarmUp(
      double seconds,
      long scheduled,
      long sent,
      long dropped,
      long waiting,
      long answered,
      long failed,
      long inFlight) {

    static @Nullable WarmUp of(Duration time, Counts counts) {
      return time.isZero()
          ? null
          : new WarmUp(
              time.toMillis() / 1e3,
              counts.scheduled(),
              counts.sent(),
              counts.dropped(),
              counts.waiting(),
              counts.answered(),
              counts.failed(),
              counts.inFlight());
    }
  }

  /// @param corrected from the intended time
  /// @param service from the moment of sending
  /// @param lag of the generator: how late it noticed that a request was due
  @RegisterForReflection(targets = {Latency.class, LatencySummary.class})
  record Latency(LatencySummary corrected, LatencySummary service, LatencySummary lag) {}

  @RegisterForReflection
  record Links(String self, String events, String stop, String histogram, String seconds) {
    static Links of(String id) {
      String self = "/runs/" + id;
      return new Links(self, self + "/events", self, self + "/histogram", self + "/seconds");
    }
  }
}
