package dev.bellows.core.findings;

import dev.bellows.core.findings.Finding.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Some pods got much more than their share although all were Ready all along.
final class UnevenSpread implements Detector {

  private static final double MOST_TIMES_MEAN = 1.5;

  @Override
  public Stream<Finding> in(TrialRecord trial) {
    List<PodUse> all = trial.uses().stream().filter(PodUse::readyThroughout).toList();
    double mean = all.stream().mapToLong(PodUse::answered).average().orElse(0);
    PodUse most = all.stream().max(Comparator.comparingLong(PodUse::answered)).orElse(null);
    if (most == null || all.size() < 2 || most.answered() <= MOST_TIMES_MEAN * mean) {
      return Stream.empty();
    }
    return Stream.of(
        new Finding(
            Kind.UNEVEN_SPREAD,
            "The load was spread unevenly: new replicas do not relieve the old ones.",
            Text.of(
                "%s answered %d requests, %.1f times the mean of %d pods that were Ready all along",
                most.name(), most.answered(), most.answered() / mean, all.size()),
            "connections that end: a maximum age in the client or a Connection: close now and then from the server, or a balancer of requests instead of connections",
            Optional.empty()));
  }
}
