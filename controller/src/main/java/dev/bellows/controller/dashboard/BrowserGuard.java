package dev.bellows.controller.dashboard;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Refuses what a foreign web page could make a browser send: requests that come from another site,
/// and requests to a host name that is not ours (a name that somebody rebound to this address).
///
/// It looks at everything that changes something, and at `GET /load`, which starts load.
final class BrowserGuard {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

  /// Addresses and the names of this service; no public name looks like these.
  private static final Pattern OWN_HOST =
      Pattern.compile(
          "localhost|controller(\\.[a-z0-9-]+(\\.svc(\\.cluster\\.local)?)?)?"
              + "|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]|host\\.docker\\.internal");

  @ServerRequestFilter
  void check(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    boolean startsLoad = path.equals("/load") || path.equals("/api/load");
    if (READING.contains(request.getMethod()) && !startsLoad) {
      return;
    }
    String host = hostName(request.getHeaderString("Host"));
    if (host != null && !OWN_HOST.matcher(host).matches()) {
      throw ProblemException.forbidden(
          "The Host header must name this service (localhost, an address, controller), but was '%s'."
              .formatted(host));
    }
    String site = request.getHeaderString("Sec-Fetch-Site");
    if (site != null && !OWN_SITES.contains(site)) {
      throw ProblemException.forbidden(
          "Requests from other web sites are refused (Sec-Fetch-Site was '%s').".formatted(site));
    }
  }

  private static @Nullable String hostName(@Nullable String header) {
    return header == null ? null : header.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
  }
}
