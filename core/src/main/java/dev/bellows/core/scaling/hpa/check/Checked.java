package dev.bellows.core.scaling.hpa.check;

import dev.bellows.core.scaling.hpa.admission.Verdict;
import java.util.List;

/// One autoscaler, checked.
///
/// @param name its `metadata.name`, empty if it has none
/// @param verdict what the API server would answer
/// @param findings what will surprise; none unless the verdict is that it is accepted
public record Checked(String name, Verdict verdict, List<Finding> findings) {

  public Checked {
    findings = List.copyOf(findings);
  }

  /// Whether Kubernetes would take it.
  public boolean accepted() {
    return verdict instanceof Verdict.Accepted;
  }
}
