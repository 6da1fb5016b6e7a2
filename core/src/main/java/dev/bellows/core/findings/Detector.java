package dev.bellows.core.findings;

import java.util.stream.Stream;

/// One way in which autoscaling goes wrong, and how to see it in a trial.
interface Detector {

  Stream<Finding> in(TrialRecord trial);
}
