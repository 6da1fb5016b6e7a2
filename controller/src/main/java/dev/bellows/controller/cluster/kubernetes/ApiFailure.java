package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What the API server's refusal, or its silence, means for people.
final class ApiFailure {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private ApiFailure() {}

  /// One sentence.
  ///
  /// @param doing what was tried, such as `list pods in namespace shop`
  static String sentence(String doing, KubernetesClientException failure) {
    return switch (failure.getCode()) {
      case UNAUTHORIZED ->
          "The API server does not know who asks to %s (401): the token or certificate is missing or has expired."
              .formatted(doing);
      case FORBIDDEN ->
          "Not allowed to %s (403): grant it in k8s/base/controller/role.yaml, or do without it."
              .formatted(doing);
      case NOT_FOUND -> "Could not %s: there is no such object or API (404).".formatted(doing);
      case CONFLICT -> "Could not %s: %s (409).".formatted(doing, reason(failure));
      case TOO_MANY -> "The API server is too busy to %s (429).".formatted(doing);
      default -> otherwise(doing, failure);
    };
  }

  /// Whether there was an answer at all.
  static boolean isAnswer(KubernetesClientException failure) {
    return failure.getCode() > 0;
  }

  static boolean isNotFound(KubernetesClientException failure) {
    return failure.getCode() == NOT_FOUND;
  }

  static boolean isConflict(KubernetesClientException failure) {
    return failure.getCode() == CONFLICT;
  }

  /// The status to answer our own caller with: theirs where it is about the request, else that of a
  /// gateway.
  static int statusFor(KubernetesClientException failure) {
    int code = failure.getCode();
    if (isTimeout(failure)) {
      return 504;
    }
    return switch (code) {
      case FORBIDDEN, NOT_FOUND, CONFLICT -> code;
      case 400, 422 -> 400;
      case TOO_MANY -> 503;
      default -> 502;
    };
  }

  private static String otherwise(String doing, KubernetesClientException failure) {
    if (isTimeout(failure)) {
      return "The API server did not answer in time when asked to %s; it is asked again."
          .formatted(doing);
    }
    if (failure.getCode() >= SERVER_ERROR) {
      return "The API server failed to %s (%d): %s."
          .formatted(doing, failure.getCode(), reason(failure));
    }
    if (failure.getCode() > 0) {
      return "The API server refused to %s (%d): %s."
          .formatted(doing, failure.getCode(), reason(failure));
    }
    return "The API server cannot be reached to %s: %s.".formatted(doing, reason(failure));
  }

  private static boolean isTimeout(KubernetesClientException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException || cause instanceof InterruptedIOException) {
        return true;
      }
    }
    return false;
  }

  private static String reason(KubernetesClientException failure) {
    String text =
        failure.getStatus() != null && failure.getStatus().getMessage() != null
            ? failure.getStatus().getMessage()
            : rootMessage(failure);
    String line = text.lines().findFirst().orElse("no reason was given").strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return String.valueOf(root.getMessage());
  }
}
