package dev.bellows.cli.score;

import dev.bellows.core.scorecard.Elasticity;
import dev.bellows.core.scorecard.StepSeries;

/// A recording to score: what was needed and what there was, from second 0 to its end.
record RecordedSeries(double untilSeconds, StepSeries demand, StepSeries supply) {

  Elasticity score() {
    return Elasticity.of(demand, supply, untilSeconds);
  }
}
