package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Observation;

/// A metric whose target has none of the numbers that its kind of metric can be held against.
record InvalidTarget(FailureWords words, String kinds) implements MetricRule {

  @Override
  public MetricTrace evaluate(Observation observation) {
    return words.failure(
        "invalid " + words.source() + " metric source: neither " + kinds + " was set");
  }

  @Override
  public String description() {
    return "";
  }
}
