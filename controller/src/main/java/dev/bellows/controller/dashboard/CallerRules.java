package dev.bellows.controller.dashboard;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says whether a browser was tricked into a request that changes something: by a page of another
/// site, or by a page whose name was rebound to this address and that passes for our own.
///
/// An address as `Host` is refused, too, other than loopback: browsers send `Sec-Fetch-Site` only
/// to loopback and HTTPS, so there a foreign page could not be told apart. The operator can allow
/// it.
final class CallerRules {
  private static final Set<String> OWN = Set.of("localhost", "[::1]", "controller");
  private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  /// `controller.NAME` alone is not ours: the name may be a public top-level domain.
  private static final Pattern SERVICE =
      Pattern.compile("controller\\.[a-z0-9-]+\\.svc(\\.cluster\\.local)?");

  private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

  /// The headers by which a browser says on whose behalf it asks.
  record Caller(
      @Nullable String host,
      @Nullable String fetchSite,
      @Nullable String origin,
      @Nullable String purpose) {}

  private final List<String> allowed;

  CallerRules(List<String> allowed) {
    this.allowed = allowed.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  /// @return why the request is refused, in one sentence, or nothing if it is not
  Optional<String> refuse(Caller caller) {
    String host = caller.host() == null ? "" : name(caller.host());
    if (!isOwnHost(host)) {
      return Optional.of(
          ("The Host header must name this service (localhost, controller, or one listed in"
                  + " bellows.dashboard.allowed-hosts), but was '%s'.")
              .formatted(host));
    }
    String site = caller.fetchSite();
    if (site != null && !OWN_SITES.contains(site.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "Requests from other web sites are refused (Sec-Fetch-Site was '%s').".formatted(site));
    }
    String origin = caller.origin();
    if (origin != null && !isOf(origin, caller.host())) {
      return Optional.of(
          "Requests from other web sites are refused (Origin was '%s').".formatted(origin));
    }
    String purpose = caller.purpose();
    if (purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch")) {
      return Optional.of("A browser's prefetch must not change anything.");
    }
    return Optional.empty();
  }

  private boolean isOwnHost(String host) {
    return OWN.contains(host)
        || LOOPBACK.matcher(host).matches()
        || SERVICE.matcher(host).matches()
        || allowed.contains(host);
  }

  private static boolean isOf(String origin, @Nullable String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static String name(String host) {
    return host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }
}
