package dev.bellows.controller.dashboard;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Asks the load tester for the run before a stream of it is opened: with the first event the
/// status is sent, and what goes wrong from then on cannot be told any more.
final class StreamGuard {
  private final LoadGateway gateway;

  StreamGuard(LoadGateway gateway) {
    this.gateway = gateway;
  }

  @OfKnownRun
  @ServerRequestFilter
  Uni<@Nullable Response> check(ContainerRequestContext request) {
    String id = request.getUriInfo().getPathParameters().getFirst("id");
    return gateway
        .ask(RunsResource.path(id))
        .map(answer -> answer.getStatus() == 200 ? null : answer);
  }
}
