package dev.bellows.core.scaling.hpa.admission;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The rules of metadata, as for any object with a name like a DNS subdomain.
///
/// Upstream: apimachinery's `objectmeta.go`, `ValidateObjectMetaAccessor`; for the last rule of
/// finalizers `pkg/apis/core/validation`, `ValidateObjectMeta`.
final class MetadataRules {

  private static final int MOST_ANNOTATION_BYTES = 256 * 1024;

  /// A version with or without its group; of any other text the server makes no version at all.
  private static final Pattern HAS_VERSION = Pattern.compile("([^/]*/)?[^/]+");

  private static final Set<String> STANDARD_FINALIZERS =
      Set.of("kubernetes", "orphan", "foregroundDeletion");

  private MetadataRules() {}

  /// A missing namespace is the request's, so it is no objection.
  static void check(Node metadata) {
    name(metadata);
    objections(metadata, "namespace", metadata.text("namespace"), Names::label);
    labels(metadata);
    annotations(metadata);
    owners(metadata);
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
  private static void owners(Node metadata) {
    List<Node> owners = metadata.children("ownerReferences");
    String controller = "";
    for (Node owner : owners) {
      owner(metadata, owner);
      if (owner.flag("controller")) {
        String name = owner.text("kind") + "/" + owner.text("name");
        if (controller.isEmpty()) {
          controller = name;
        } else {
          metadata.invalid(
              "ownerReferences",
              owners.stream().map(Node::fields).toList(),
              "Only one reference can have Controller set to true. Found \"true\" in references for "
                  + controller
                  + " and "
                  + name);
        }
      }
    }
  }

  private static void owner(Node metadata, Node owner) {
    String version = owner.text("apiVersion");
    if (!HAS_VERSION.matcher(version).matches()) {
      metadata.invalid("ownerReferences.apiVersion", version, "version must not be empty");
    }
    for (String field : List.of("kind", "name", "uid")) {
      if (owner.text(field).isEmpty()) {
        metadata.invalid("ownerReferences." + field, "", "must not be empty");
      }
    }
    if (version.equals("v1") && owner.text("kind").equals("Event")) {
      metadata.invalid(
          "ownerReferences", owner.fields(), "/v1, Kind=Event is disallowed from being an owner");
    }
  }

  private static void finalizers(Node metadata) {
    List<String> finalizers = metadata.list("finalizers");
    for (String finalizer : finalizers) {
      objections(metadata, "finalizers", finalizer, Names::qualified);
    }
    if (finalizers.containsAll(List.of("orphan", "foregroundDeletion"))) {
      metadata.invalid(
          "finalizers", finalizers, "finalizer orphan and foregroundDeletion cannot be both set");
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
