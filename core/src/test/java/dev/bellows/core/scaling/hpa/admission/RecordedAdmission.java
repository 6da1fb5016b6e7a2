package dev.bellows.core.scaling.hpa.admission;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A HorizontalPodAutoscaler and what an API server answered to creating it.
///
/// @param status 201 accepted, 422 invalid, 400 not decodable
@JsonIgnoreProperties(ignoreUnknown = true)
record RecordedAdmission(
    String id,
    Map<String, Object> hpa,
    int status,
    @Nullable Map<String, Object> defaulted,
    @Nullable List<RecordedCause> causes,
    @Nullable String message) {

  record RecordedCause(String reason, String field, String message) {}

  /// Where our answer differs: the field of the answer, what was recorded, what we say.
  record Disagreement(String id, String part, Object recorded, Object ours, Object sent) {
    @Override
    public String toString() {
      return "%n%s differs in %s%n  recorded: %s%n  ours:     %s%n  sent:     %s"
          .formatted(id, part, recorded, ours, sent);
    }
  }

  /// Empty if we agree: on the status, on the defaulted spec, on the set of causes with their
  /// messages, on the message. A message that names a type of the server's code must only be there,
  /// not be the same.
  Optional<Disagreement> disagreement() {
    Verdict verdict = Admission.admit(hpa);
    return switch (verdict) {
      case Verdict.Accepted(var spec) when status == 201 ->
          differing("defaulted", leaves(Objects.requireNonNull(defaulted)), leaves(spec));
      case Verdict.Invalid(var ours) when status == 422 ->
          differing("causes", new TreeSet<>(recordedCauses()), new TreeSet<>(spelled(ours)));
      case Verdict.NotDecodable _ when status == 400 && namesGoType() -> Optional.empty();
      case Verdict.NotDecodable(var ours, var _) when status == 400 ->
          differing("message", Objects.requireNonNull(message), ours);
      case Verdict.Accepted _, Verdict.Invalid _, Verdict.NotDecodable _ ->
          Optional.of(
              new Disagreement(
                  id, "status", status + " " + recordedCauses() + message, verdict, hpa));
    };
  }

  /// Whether all that is said is said in the same words and in the same order.
  boolean agreesToTheLetter() {
    return switch (Admission.admit(hpa)) {
      case Verdict.Accepted _ -> disagreement().isEmpty();
      case Verdict.Invalid(var ours) -> spelled(ours).equals(recordedCauses());
      case Verdict.NotDecodable(var ours, var _) -> ours.equals(message);
    };
  }

  private boolean namesGoType() {
    return Objects.requireNonNull(message).contains(" of type ");
  }

  private List<String> recordedCauses() {
    return Objects.requireNonNullElse(causes, List.<RecordedCause>of()).stream()
        .map(cause -> cause.reason() + " " + cause.field() + " " + cause.message())
        .toList();
  }

  private static List<String> spelled(List<Cause> causes) {
    return causes.stream()
        .map(cause -> cause.reason().cause() + " " + cause.field() + " " + cause.message())
        .toList();
  }

  private Optional<Disagreement> differing(String part, Object recorded, Object ours) {
    return recorded.equals(ours)
        ? Optional.empty()
        : Optional.of(new Disagreement(id, part, recorded, ours, hpa));
  }

  private Optional<Disagreement> differing(
      String part, Map<String, String> recorded, Map<String, String> ours) {
    Set<String> paths = new HashSet<>(recorded.keySet());
    paths.addAll(ours.keySet());
    Set<String> differing =
        paths.stream()
            .filter(path -> !Objects.equals(recorded.get(path), ours.get(path)))
            .collect(Collectors.toCollection(TreeSet::new));
    return differing.stream()
        .findFirst()
        .map(path ->
            new Disagreement(
                id,
                part + " " + path + " (of " + differing.size() + " fields)",
                recorded.getOrDefault(path, "absent"),
                ours.getOrDefault(path, "absent"),
                hpa));
  }

  /// Every value by its path, so that a difference can be named.
  private static Map<String, String> leaves(Map<String, Object> document) {
    Map<String, String> leaves = new TreeMap<>();
    collect("", document, leaves);
    return leaves;
  }

  private static void collect(String path, @Nullable Object value, Map<String, String> into) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() ->
          map.forEach((key, inner) -> collect(path + "." + key, inner, into));
      case List<?> list when !list.isEmpty() -> {
        for (int i = 0; i < list.size(); i++) {
          collect(path + "[" + i + "]", list.get(i), into);
        }
      }
      case null -> into.put(path, "null");
      default -> into.put(path, value.getClass().getSimpleName() + " " + value);
    }
  }
}
