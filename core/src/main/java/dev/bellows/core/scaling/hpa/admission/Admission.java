package dev.bellows.core.scaling.hpa.admission;

import dev.bellows.core.scaling.hpa.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the API server of Kubernetes 1.36 answers to creating a HorizontalPodAutoscaler with strict
/// field validation: it decodes, defaults, validates. Feature gates at their defaults: no scaling
/// to zero, tolerances allowed.
public final class Admission {

  private static final String GROUP_VERSION = "autoscaling/v2";
  private static final String KIND = "HorizontalPodAutoscaler";

  private Admission() {}

  /// @param document as any JSON or YAML parser yields it: maps, lists, strings, numbers, booleans,
  ///   nulls
  public static Verdict admit(Map<String, ?> document) {
    try {
      return validated(decoded(document));
    } catch (NotDecodableException refused) {
      return new Verdict.NotDecodable(String.valueOf(refused.getMessage()), refused.field());
    }
  }

  private static Map<String, Object> decoded(Map<String, ?> document) {
    Object version = document.get("apiVersion");
    if (isAnother(version, GROUP_VERSION)) {
      throw new NotDecodableException(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(version, GROUP_VERSION),
          "apiVersion");
    }
    Object kind = document.get("kind");
    if (isAnother(kind, KIND)) {
      throw new NotDecodableException(
          "%s in version \"v2\" cannot be handled as a %s".formatted(kind, KIND), "kind");
    }
    try {
      return new Decoder().decode(Schema.AUTOSCALER, document);
    } catch (NotDecodableException refused) {
      throw new NotDecodableException(
          "%s in version \"v2\" cannot be handled as a %s: %s"
              .formatted(KIND, KIND, refused.getMessage()),
          refused.field());
    }
  }

  /// An empty one is the request's. Upstream: apimachinery's `json.go`, `gvkWithDefaults`.
  private static boolean isAnother(@Nullable Object given, String expected) {
    return given instanceof String text && !text.isEmpty() && !text.equals(expected);
  }

  @SuppressWarnings("unchecked")
  private static Verdict validated(Map<String, Object> decoded) {
    decoded.put("spec", Defaults.of((Map<String, Object>) decoded.get("spec")));
    Node autoscaler = Node.top(decoded);
    MetadataRules.check(autoscaler.child("metadata"));
    SpecRules.check(autoscaler.child("spec"));
    return autoscaler.causes().isEmpty()
        ? new Verdict.Accepted((Map<String, Object>) written(decoded.get("spec")))
        : new Verdict.Invalid(autoscaler.causes());
  }

  /// As the answer has it: quantities as text.
  private static Object written(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put((String) key, written(inner)));
        yield copy;
      }
      case List<?> list -> list.stream().map(Admission::written).toList();
      case Quantity quantity -> quantity.toString();
      default -> value;
    };
  }
}
