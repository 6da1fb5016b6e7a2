package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
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

  static RestResponse<Problem> answer(
      int status, String detail, @Nullable String parameter, String path) {
    String title = RestResponse.Status.fromStatusCode(status).getReasonPhrase();
    return RestResponse.ResponseBuilder.<Problem>create(status)
        .entity(new Problem("about:blank", title, status, detail, path, parameter))
        .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .build();
  }
}
