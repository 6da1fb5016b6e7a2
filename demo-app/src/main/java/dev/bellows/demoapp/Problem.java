package dev.bellows.demoapp;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// An RFC 9457 problem document: one sentence for people in `detail`, the one to blame in
/// `parameter`.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @Nullable String parameter) {

  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, String title, String detail, String instance) {
    return new Problem("about:blank", title, status, detail, instance, null);
  }

  Problem blaming(@Nullable String parameter) {
    return new Problem(type, title, status, detail, instance, parameter);
  }
}
