package dev.bellows.controller.loop;

import dev.bellows.core.scaling.Decision;

/// Where decisions go once they have been acted on.
public interface DecisionSink {
  void record(Decision decision);
}
