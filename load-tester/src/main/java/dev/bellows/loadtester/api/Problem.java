package dev.bellows.loadtester.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// A problem document (RFC 9457).
///
/// @param parameter the request parameter that is to blame, if one is
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
}
