package dev.bellows.controller.dashboard;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Applies the [CallerRules] to everything that changes something. Both filters run after the
/// router has chosen a method, so there is no path to compare and none to get wrong.
final class BrowserGuard {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final CallerRules rules;

  BrowserGuard(DashboardConfig config) {
    this.rules = new CallerRules(config.allowedHosts().orElse(List.of()));
  }

  @ServerRequestFilter
  void checkChange(ContainerRequestContext request) {
    if (!READING.contains(request.getMethod())) {
      check(request, false);
    }
  }

  @StartsLoad
  @ServerRequestFilter
  void checkStartOfLoad(ContainerRequestContext request) {
    check(request, READING.contains(request.getMethod()));
    // HEAD reaches what serves GET, but a question for headers must not start load.
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      throw new NotAllowedException("GET", new String[] {"POST"});
    }
  }

  private void check(ContainerRequestContext request, boolean reading) {
    rules
        .refuse(
            new CallerRules.Caller(
                request.getHeaderString("Host"),
                request.getHeaderString("Sec-Fetch-Site"),
                request.getHeaderString("Origin"),
                request.getHeaderString("Sec-Purpose")),
            reading)
        .ifPresent(why -> {
          throw ProblemException.forbidden(why);
        });
  }
}
