package dev.bellows.cli.hpa;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scaling.hpa.admission.Admission;
import dev.bellows.core.scaling.hpa.admission.Cause;
import dev.bellows.core.scaling.hpa.admission.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The one autoscaler among the documents given.
final class Autoscaler {

  private Autoscaler() {}

  /// The autoscaler as the controller would get it from the API server.
  ///
  /// @param label the files, for a message about all of them
  /// @throws CommandFailure when there is none, when there are several, or when Kubernetes would
  ///   refuse it
  static HpaSpec in(List<YamlDocument> documents, String label) {
    List<YamlDocument> autoscalers =
        documents.stream()
            .filter(document -> document.kind().equals("HorizontalPodAutoscaler"))
            .toList();
    if (autoscalers.size() != 1) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          label
              + ": there must be one HorizontalPodAutoscaler in it, but there are "
              + autoscalers.size()
              + ".");
    }
    return admitted(autoscalers.getFirst());
  }

  private static HpaSpec admitted(YamlDocument autoscaler) {
    return switch (Admission.admit(autoscaler.values())) {
      case Verdict.Accepted(var spec) -> {
        Map<String, Object> stored = new LinkedHashMap<>(autoscaler.values());
        stored.put("spec", spec);
        yield HpaSpec.of(stored);
      }
      case Verdict.Invalid(var causes) -> {
        Cause first = causes.getFirst();
        throw autoscaler
            .file()
            .failure(autoscaler.lineOf(first.field()), first.field() + ": " + first.message());
      }
      case Verdict.NotDecodable(var message, var field) ->
          throw autoscaler.file().failure(autoscaler.lineOf(field), message);
    };
  }
}
