package dev.bellows.core.findings;

import java.util.Optional;

/// Something a trial showed that should be changed.
///
/// @param kind which detector found it
/// @param sentence what happened, for people
/// @param evidence the figures it was seen in
/// @param fix what to change
/// @param atSeconds when it was first seen; empty where it concerns the whole trial
public record Finding(
    Kind kind, String sentence, String evidence, String fix, Optional<Double> atSeconds) {

  /// What a detector looks for.
  public enum Kind {
    START_UP_CPU("start-up-cpu"),
    FLAPPING("flapping"),
    AT_MAX("at-max"),
    DEAD_ZONE("dead-zone"),
    SLOW_DETECTION("slow-detection"),
    SLOW_POD_START("slow-pod-start"),
    UNEVEN_SPREAD("uneven-spread"),
    REQUEST_FAR_FROM_USAGE("request-far-from-usage"),
    MISSING_REQUEST("missing-request"),
    POLICY_SURPRISE("policy-surprise"),
    GENERATOR_SATURATED("generator-saturated");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// As programs read it.
    public String word() {
      return word;
    }
  }
}
