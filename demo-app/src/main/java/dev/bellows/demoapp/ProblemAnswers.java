package dev.bellows.demoapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// The one place that turns exceptions into problem documents.
final class ProblemAnswers {

  private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);

  @ServerExceptionMapper
  RestResponse<Problem> refused(ProblemException refusal, UriInfo uri) {
    RestResponse.ResponseBuilder<Problem> answer = answer(refusal.problem(uri.getPath()));
    if (refusal.retryAfterSeconds() > 0) {
      answer.header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds());
    }
    return answer.build();
  }

  @ServerExceptionMapper
  RestResponse<Problem> unknownPath(NotFoundException unknown, UriInfo uri) {
    return answer(404, "nothing is served at %s".formatted(uri.getPath()), null, uri).build();
  }

  @ServerExceptionMapper
  RestResponse<Problem> wrongMethod(NotAllowedException wrong, UriInfo uri) {
    Object allowed = wrong.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
    String detail = "the method is not allowed at %s".formatted(uri.getPath());
    RestResponse.ResponseBuilder<Problem> answer =
        answer(405, allowed == null ? detail : detail + ", use " + allowed, null, uri);
    return allowed == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allowed).build();
  }

  @ServerExceptionMapper
  RestResponse<Problem> wrongMediaType(NotSupportedException wrong, UriInfo uri) {
    return answer(415, "the body must be application/json", null, uri).build();
  }

  @ServerExceptionMapper
  RestResponse<Problem> otherwiseRefused(WebApplicationException refused, UriInfo uri) {
    for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonProcessingException malformed) {
        return malformedJson(malformed, uri);
      }
    }
    Response.StatusType status = refused.getResponse().getStatusInfo();
    return answer(status.getStatusCode(), status.getReasonPhrase(), null, uri).build();
  }

  /// Quarkus has a mapper of its own for these, which only one for the very type overrides.
  @ServerExceptionMapper
  RestResponse<Problem> mismatchedJson(MismatchedInputException mismatched, UriInfo uri) {
    return malformedJson(mismatched, uri);
  }

  @ServerExceptionMapper
  RestResponse<Problem> malformedJson(JsonProcessingException malformed, UriInfo uri) {
    String path =
        malformed instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(field -> field != null)
                .collect(Collectors.joining("."))
            : "";
    String detail = "the body must be valid JSON: " + malformed.getOriginalMessage();
    return answer(400, detail, path.isEmpty() ? null : path, uri).build();
  }

  @ServerExceptionMapper
  RestResponse<Problem> unexpected(Throwable failure, UriInfo uri) {
    LOG.errorf(failure, "request failed path=%s", uri.getPath());
    return answer(500, "the request failed unexpectedly, see the log", null, uri).build();
  }

  private static RestResponse.ResponseBuilder<Problem> answer(
      int status, String detail, @Nullable String parameter, UriInfo uri) {
    String title = RestResponse.Status.fromStatusCode(status).getReasonPhrase();
    Problem problem = Problem.of(status, title, detail, uri.getPath()).blaming(parameter);
    return answer(problem);
  }

  private static RestResponse.ResponseBuilder<Problem> answer(Problem problem) {
    return RestResponse.ResponseBuilder.<Problem>create(problem.status())
        .entity(problem)
        .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
  }
}
