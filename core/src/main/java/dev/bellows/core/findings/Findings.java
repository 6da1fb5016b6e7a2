package dev.bellows.core.findings;

import java.util.List;

/// Looks for everything that is known to go wrong.
public final class Findings {

  /// What voids the others comes first.
  private static final List<Detector> DETECTORS =
      List.of(
          new GeneratorSaturated(),
          new MissingRequest(),
          new AtMax(),
          new SlowDetection(),
          new SlowPodStart(),
          new DeadZone(),
          new Flapping(),
          new StartUpCpu(),
          new PolicySurprise(),
          new RequestFarFromUsage(),
          new UnevenSpread());

  private Findings() {}

  /// The findings of a trial, the gravest kinds first.
  public static List<Finding> in(TrialRecord trial) {
    return DETECTORS.stream().flatMap(detector -> detector.in(trial)).toList();
  }
}
