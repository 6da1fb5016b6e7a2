package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.bellows.controller.cluster.ClusterRefusal;
import dev.bellows.controller.load.TesterAbsentException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The one place that turns exceptions into problem documents.
final class ProblemAnswers {
  private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);

  @ServerExceptionMapper
  RestResponse<Problem> refused(ProblemException refusal, UriInfo uri) {
    return Problem.answer(refusal.status(), refusal.detail(), refusal.parameter(), uri.getPath());
  }

  @ServerExceptionMapper
  RestResponse<Problem> clusterRefused(ClusterRefusal refusal, UriInfo uri) {
    return Problem.answer(
        refusal.status(), String.valueOf(refusal.getMessage()), null, uri.getPath());
  }

  @ServerExceptionMapper
  RestResponse<Problem> testerAbsent(TesterAbsentException absent, UriInfo uri) {
    return Problem.answer(503, String.valueOf(absent.getMessage()), null, uri.getPath());
  }

  @ServerExceptionMapper
  RestResponse<Problem> unknownPath(NotFoundException unknown, UriInfo uri) {
    String detail = "Nothing is served at %s.".formatted(uri.getPath());
    return Problem.answer(404, detail, null, uri.getPath());
  }

  @ServerExceptionMapper
  RestResponse<Problem> wrongMethod(NotAllowedException wrong, UriInfo uri) {
    String detail = "The method is not allowed at %s.".formatted(uri.getPath());
    return Problem.answer(405, detail, null, uri.getPath());
  }

  @ServerExceptionMapper
  RestResponse<Problem> otherwiseRefused(WebApplicationException refused, UriInfo uri) {
    for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonProcessingException malformed) {
        return malformedJson(malformed, uri);
      }
    }
    Response.StatusType status = refused.getResponse().getStatusInfo();
    return Problem.answer(status.getStatusCode(), status.getReasonPhrase(), null, uri.getPath());
  }

  /// Quarkus has a mapper of its own for these, which only one for the very type overrides.
  @ServerExceptionMapper
  RestResponse<Problem> mismatchedJson(MismatchedInputException mismatched, UriInfo uri) {
    return malformedJson(mismatched, uri);
  }

  @ServerExceptionMapper
  RestResponse<Problem> malformedJson(JsonProcessingException malformed, UriInfo uri) {
    String detail = "The body must be valid JSON: " + malformed.getOriginalMessage();
    return Problem.answer(400, detail, "body", uri.getPath());
  }

  @ServerExceptionMapper
  RestResponse<Problem> unexpected(Throwable failure, UriInfo uri) {
    LOG.errorf(failure, "request failed path=%s", uri.getPath());
    return Problem.answer(
        500, "The request failed unexpectedly, see the log.", null, uri.getPath());
  }
}
