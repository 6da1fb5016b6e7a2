package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.shape.BadValue;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The one place where exceptions become answers.
final class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response problem(ProblemException exception, UriInfo uri) {
    return answer(exception.toProblem(uri.getPath()));
  }

  @ServerExceptionMapper
  Response problem(BadValue exception, UriInfo uri) {
    return problem(ProblemException.parameter(exception.name(), exception.rule()), uri);
  }

  @ServerExceptionMapper
  Response web(WebApplicationException exception, UriInfo uri) {
    int status = exception.getResponse().getStatus();
    String detail =
        switch (status) {
          case 404 -> "There is nothing at " + uri.getPath() + ".";
          case 405 -> "This method is not possible at " + uri.getPath() + ".";
          case 406 -> "The answer is JSON, which the request does not accept.";
          case 415 -> "The body must be JSON.";
          default -> Response.Status.fromStatusCode(status).getReasonPhrase() + ".";
        };
    String title = Response.Status.fromStatusCode(status).getReasonPhrase();
    Problem problem = new Problem("about:blank", title, status, detail, uri.getPath(), null);
    Response answer = answer(problem);
    if (exception instanceof NotAllowedException) {
      String allow = exception.getResponse().getHeaderString("Allow");
      return Response.fromResponse(answer).header("Allow", allow).build();
    }
    return answer;
  }

  @ServerExceptionMapper
  Response unexpected(RuntimeException exception, UriInfo uri) {
    LOG.errorf(exception, "Request failed: path=%s", uri.getPath());
    return answer(
        new Problem(
            "about:blank",
            "Internal error",
            500,
            "The load tester failed to answer; its log says why.",
            uri.getPath(),
            null));
  }

  private static Response answer(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
