package dev.bellows.core.findings;

import dev.bellows.core.scaling.hpa.ControllerSettings;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scaling.hpa.check.Finding;
import dev.bellows.core.scorecard.Observed;
import dev.bellows.core.scorecard.Scorecard;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// All that the detectors look at.
///
/// @param hpa the autoscaler under test; its `maxReplicas` is also in `observed`
/// @param cpuRequestMillicores the pod's CPU request; empty if a container has none
/// @param uses what each pod did
/// @param surprises what the check of the autoscaler's spec found
/// @param invalidBecause why the run is void, in the load tester's words; empty if it is valid
public record TrialRecord(
    Observed observed,
    Scorecard scorecard,
    HpaSpec hpa,
    ControllerSettings settings,
    OptionalLong cpuRequestMillicores,
    List<PodUse> uses,
    List<Finding> surprises,
    Optional<String> invalidBecause) {

  public TrialRecord {
    uses = List.copyOf(uses);
    surprises = List.copyOf(surprises);
  }
}
