package dev.bellows.core.scaling.hpa.admission;

/// The rules of a reference to another object.
final class ReferenceRules {

  private ReferenceRules() {}

  /// @param coreGroup whether the object may be of the group without a name: `v1`
  static void check(Node reference, boolean coreGroup) {
    segment(reference, "kind");
    segment(reference, "name");
    apiVersion(reference, coreGroup);
  }

  private static void segment(Node reference, String field) {
    String text = reference.text(field);
    if (text.isEmpty()) {
      reference.required(field, "");
      return;
    }
    Names.pathSegment(text).forEach(objection -> reference.invalid(field, text, objection));
  }

  private static void apiVersion(Node reference, boolean coreGroup) {
    String version = reference.text("apiVersion");
    if (version.chars().filter(c -> c == '/').count() > 1) {
      reference.invalid("apiVersion", version, "unexpected GroupVersion string: " + version);
    } else if (!coreGroup && version.indexOf('/') <= 0) {
      reference.invalid("apiVersion", version, "apiVersion must specify API group");
    }
  }
}
