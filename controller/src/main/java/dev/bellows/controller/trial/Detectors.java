package dev.bellows.controller.trial;

import dev.bellows.core.findings.Finding;
import dev.bellows.core.findings.TrialRecord;
import java.util.List;

final class Detectors {
  private Detectors() {}

  static List<Finding> in(TrialRecord record) {
    return List.of();
  }
}
