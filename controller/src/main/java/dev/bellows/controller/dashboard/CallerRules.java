package dev.bellows.controller.dashboard;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says whether a browser was tricked into a request: by a page of another site, or by a page whose
/// name was rebound to this address and that passes for our own.
///
/// Nobody can rebind an address, so one as `Host` is good: probes, node ports and port forwards
/// come by it. Only a GET that starts load must not: with it browsers say where they come from
/// (`Sec-Fetch-Site`) to loopback and HTTPS alone, so a foreign page could not be told apart, while
/// with any other method they always do (`Origin`).
final class CallerRules {
  private static final Set<String> OWN = Set.of("localhost", "[::1]", "controller");
  private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+(%25?[a-z0-9]+)?]");

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

  /// For every request.
  ///
  /// @return why the request is refused, in one sentence, or nothing if it is not
  Optional<String> refuseHost(@Nullable String hostHeader) {
    String host = hostHeader == null ? "" : name(hostHeader);
    // Browsers always name the host.
    boolean good = host.isEmpty() || isOwnHost(host) || ADDRESS.matcher(host).matches();
    return good ? Optional.empty() : Optional.of(foreign(host));
  }

  private static String foreign(String host) {
    return ("The Host header must name this service (localhost, controller, or one listed in"
            + " bellows.dashboard.allowed-hosts), but was '%s'.")
        .formatted(host);
  }

  /// For a request that changes something.
  ///
  /// @param reading whether its method promises only to read
  /// @return why the request is refused, in one sentence, or nothing if it is not
  Optional<String> refuse(Caller caller, boolean reading) {
    String host = caller.host() == null ? "" : name(caller.host());
    if (!isOwnHost(host) && (reading || !ADDRESS.matcher(host).matches())) {
      return Optional.of(
          foreign(host)
              + (reading && ADDRESS.matcher(host).matches()
                  ? " POST may come by an address."
                  : ""));
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
