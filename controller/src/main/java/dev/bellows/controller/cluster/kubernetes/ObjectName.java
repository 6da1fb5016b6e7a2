package dev.bellows.controller.cluster.kubernetes;

import java.util.Locale;
import java.util.Map;

/// Kind and name of an object as people write them: `hpa/demo-app`.
final class ObjectName {
  private ObjectName() {}

  static String of(Map<String, Object> document) {
    String kind = String.valueOf(document.get("kind"));
    Map<String, Object> metadata = Fields.document(document.get("metadata"));
    return (kind.equals("HorizontalPodAutoscaler") ? "hpa" : kind.toLowerCase(Locale.ROOT))
        + "/"
        + metadata.get("name");
  }
}
