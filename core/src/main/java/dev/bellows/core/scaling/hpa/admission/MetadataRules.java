package dev.bellows.core.scaling.hpa.admission;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The rules of metadata, as for any object with a name like a DNS subdomain.
final class MetadataRules {

  private static final int MOST_ANNOTATION_BYTES = 256 * 1024;
  private static final Set<String> STANDARD_FINALIZERS =
      Set.of("kubernetes", "orphan", "foregroundDeletion");

  private MetadataRules() {}

  /// A missing namespace is the request's, so it is no objection.
  static void check(Node metadata) {
    name(metadata);
    objections(metadata, "namespace", metadata.text("namespace"), Names::label);
    labels(metadata);
    annotations(metadata);
    metadata.children("ownerReferences").forEach(owner -> owner(metadata, owner));
    finalizers(metadata);
  }

  private static void name(Node metadata) {
    String prefix = metadata.text("generateName");
    for (String objection :
        prefix.isEmpty() ? List.<String>of() : Names.subdomain(masked(prefix))) {
      metadata.invalid("generateName", prefix, objection);
    }
    if (metadata.text("name").isEmpty() && prefix.isEmpty()) {
      metadata.required("name", "name or generateName is required");
    }
    objections(metadata, "name", metadata.text("name"), Names::subdomain);
  }

  /// A prefix may end in a dash, because more follows.
  private static String masked(String prefix) {
    return prefix.length() > 1 && prefix.endsWith("-")
        ? prefix.substring(0, prefix.length() - 2) + "a"
        : prefix;
  }

  private static void labels(Node metadata) {
    metadata
        .texts("labels")
        .forEach((key, value) -> {
          Names.qualified(key).forEach(why -> metadata.invalid("labels", key, why));
          Names.labelValue(value).forEach(why -> metadata.invalid("labels", value, why));
        });
  }

  private static void annotations(Node metadata) {
    Map<String, String> annotations = metadata.texts("annotations");
    long bytes = 0;
    for (Map.Entry<String, String> annotation : annotations.entrySet()) {
      String key = annotation.getKey();
      Names.qualified(key.toLowerCase(Locale.ROOT))
          .forEach(why -> metadata.invalid("annotations", key, why));
      bytes += bytes(key) + bytes(annotation.getValue());
    }
    if (bytes > MOST_ANNOTATION_BYTES) {
      metadata.tooLong("annotations", "may not be more than " + MOST_ANNOTATION_BYTES + " bytes");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Their objections name the list, not the place in it.
  private static void owner(Node metadata, Node owner) {
    if (owner.text("apiVersion").isEmpty()) {
      metadata.invalid("ownerReferences.apiVersion", "", "version must not be empty");
    }
    for (String field : List.of("kind", "name", "uid")) {
      if (owner.text(field).isEmpty()) {
        metadata.invalid("ownerReferences." + field, "", "must not be empty");
      }
    }
  }

  private static void finalizers(Node metadata) {
    List<String> finalizers = metadata.list("finalizers");
    for (String finalizer : finalizers) {
      objections(metadata, "finalizers", finalizer, Names::qualified);
    }
    for (int i = 0; i < finalizers.size(); i++) {
      String finalizer = finalizers.get(i);
      if (!finalizer.contains("/") && !STANDARD_FINALIZERS.contains(finalizer)) {
        metadata.invalid(
            "finalizers[" + i + "]",
            finalizer,
            "name is neither a standard finalizer name nor is it fully qualified");
      }
    }
  }

  private interface Rule {
    List<String> objections(String text);
  }

  private static void objections(Node metadata, String field, String text, Rule rule) {
    if (!text.isEmpty()) {
      rule.objections(text).forEach(why -> metadata.invalid(field, text, why));
    }
  }
}
