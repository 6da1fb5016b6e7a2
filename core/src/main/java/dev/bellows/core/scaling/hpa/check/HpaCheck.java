package dev.bellows.core.scaling.hpa.check;

import dev.bellows.core.scaling.hpa.admission.Admission;
import dev.bellows.core.scaling.hpa.admission.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Validates autoscalers as the API server does and looks for what is known to surprise.
public final class HpaCheck {

  private static final List<Surprise> SURPRISES =
      List.of(
          new SharedTarget(),
          new FixedSize(),
          new SilentMetric(),
          new MismatchedTarget(),
          new MissingContainer(),
          new MissingRequest(),
          new UnreachableTarget(),
          new MemoryUtilization(),
          new DeadZone(),
          new MaxWithPodsPolicy(),
          new ShortWindow(),
          new OwnedReplicas());

  private HpaCheck() {}

  /// Checks every autoscaler among the documents; workloads among them are looked at for what the
  /// autoscaler needs.
  ///
  /// @param documents as any YAML parser yields them
  public static List<Checked> check(List<? extends Map<String, ?>> documents) {
    Documents stream = new Documents(documents.stream().map(Fields::of).toList());
    return stream.autoscalers().stream().map(autoscaler -> checked(autoscaler, stream)).toList();
  }

  @SuppressWarnings("unchecked")
  private static Checked checked(Fields autoscaler, Documents stream) {
    String name = autoscaler.at("metadata").text("name");
    Verdict verdict = Admission.admit((Map<String, ?>) autoscaler.values());
    return switch (verdict) {
      case Verdict.Accepted(var spec) ->
          new Checked(
              name, verdict, surprises(subject(autoscaler, Fields.at("spec", spec), stream)));
      case Verdict.Invalid _, Verdict.NotDecodable _ -> new Checked(name, verdict, List.of());
    };
  }

  private static List<Finding> surprises(Subject subject) {
    return SURPRISES.stream().flatMap(surprise -> surprise.in(subject)).toList();
  }

  private static Subject subject(Fields autoscaler, Fields spec, Documents stream) {
    Fields reference = spec.at("scaleTargetRef");
    String namespace = Documents.namespace(autoscaler);
    Optional<Workload> workload =
        stream.workloads().stream()
            .filter(candidate -> candidate.isTargetOf(reference, namespace))
            .findFirst();
    List<String> rivals =
        stream.autoscalers().stream()
            .filter(other -> other.values() != autoscaler.values())
            .filter(other -> Documents.namespace(other).equals(namespace))
            .filter(other -> isSameTarget(other.at("spec").at("scaleTargetRef"), reference))
            .map(other -> other.at("metadata").text("name"))
            .toList();
    return new Subject(autoscaler.at("spec"), spec, workload, rivals);
  }

  private static boolean isSameTarget(Fields reference, Fields other) {
    return Objects.equals(reference.text("kind"), other.text("kind"))
        && Objects.equals(reference.text("name"), other.text("name"));
  }
}
