package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who owns which field of an object, as its `managedFields` say.
final class Owners {
  private Owners() {}

  /// The manager of the field, or of the nearest field above it that is owned as a whole.
  static Optional<String> of(ObjectMeta metadata, List<String> path) {
    Optional<String> owner = Optional.empty();
    for (ManagedFieldsEntry entry : metadata.getManagedFields()) {
      if (entry.getFieldsV1() != null
          && owns(entry.getFieldsV1().getAdditionalProperties(), path)) {
        owner = Optional.of(entry.getManager());
      }
    }
    return owner;
  }

  private static boolean owns(Map<String, Object> fields, List<String> path) {
    @Nullable Object here = fields;
    for (String step : path) {
      if (!(here instanceof Map<?, ?> map)) {
        return false;
      }
      here = map.get(key(step));
      if (here instanceof Map<?, ?> inner && inner.isEmpty()) {
        return true;
      }
    }
    return here != null;
  }

  private static String key(String step) {
    return step.startsWith("[")
        ? "k:{\"name\":\"" + step.substring(1, step.length() - 1) + "\"}"
        : "f:" + step;
  }
}
