package dev.bellows.core.findings;

import dev.bellows.core.findings.Finding.Kind;
import dev.bellows.core.findings.PodUse.CpuSample;
import java.util.Optional;
import java.util.stream.Stream;

/// The CPU request is far from what pods use under load: much smaller, and capacity is luck; much
/// larger, and most of it is paid for nothing. Only samples taken under a load for one replica or
/// more count.
final class RequestFarFromUsage implements Detector {

  private static final int FEWEST_SAMPLES = 4;
  private static final double LEAST_SHARE = 0.2;
  private static final double MOST_SHARE = 1.25;

  @Override
  public Stream<Finding> in(TrialRecord trial) {
    double[] used =
        trial.uses().stream()
            .flatMap(use -> use.cpu().stream())
            .filter(sample -> trial.observed().load().valueAt(sample.atSeconds()) >= 1)
            .mapToDouble(CpuSample::millicores)
            .sorted()
            .toArray();
    if (trial.cpuRequestMillicores().isEmpty() || used.length < FEWEST_SAMPLES) {
      return Stream.empty();
    }
    double request = trial.cpuRequestMillicores().getAsLong();
    double median = used[used.length / 2];
    if (median >= LEAST_SHARE * request && median <= MOST_SHARE * request) {
      return Stream.empty();
    }
    boolean small = median > request;
    return Stream.of(
        new Finding(
            Kind.REQUEST_FAR_FROM_USAGE,
            small
                ? "Pods used more CPU than they request: what exceeds the request is theirs only while the node is idle."
                : "Pods used a fraction of the CPU they request: the rest is paid for and idle.",
            Text.of(
                "median of %d samples under load: %.0fm of a request of %.0fm",
                used.length, median, request),
            Text.of(
                "requests.cpu near %.0fm, with averageUtilization changed so that request x target stays what it is",
                Math.max(1, small ? median : 2 * median)),
            Optional.empty()));
  }
}
