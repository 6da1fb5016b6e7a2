package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says who owns the fields that an apply without force did not get.
final class Conflict {
  private static final String CAUSE = "FieldManagerConflict";
  private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]+)\"");

  private Conflict() {}

  /// Empty for a failure that is no conflict over fields.
  static Optional<String> sentence(KubernetesClientException failure) {
    if (!ApiFailure.isConflict(failure)
        || failure.getStatus() == null
        || failure.getStatus().getDetails() == null) {
      return Optional.empty();
    }
    List<StatusCause> causes =
        failure.getStatus().getDetails().getCauses().stream()
            .filter(cause -> CAUSE.equals(cause.getReason()))
            .toList();
    if (causes.isEmpty()) {
      return Optional.empty();
    }
    String fields =
        causes.stream()
            .map(cause -> "%s belongs to %s".formatted(field(cause), owner(cause)))
            .distinct()
            .collect(Collectors.joining(", "));
    return Optional.of(fields + ": change it there, or take it over with takeOver=true.");
  }

  private static String field(StatusCause cause) {
    String field = String.valueOf(cause.getField());
    return field.startsWith(".") ? field.substring(1) : field;
  }

  private static String owner(StatusCause cause) {
    Matcher manager = MANAGER.matcher(String.valueOf(cause.getMessage()));
    return manager.find() ? manager.group(1) : "somebody else";
  }
}
