package dev.bellows.loadtester.api;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says whether a browser was tricked into a request. GET `/load` starts load, so any page could do
/// it by an image's address, and a page whose name is rebound to this address even without being
/// foreign.
///
/// An address as `Host` is refused, too, other than loopback: browsers send `Sec-Fetch-Site` only
/// to loopback and HTTPS, so there a foreign page could not be told apart. The operator can allow
/// it.
final class CallerRules {

  private static final Set<String> OWN =
      Set.of("localhost", "[::1]", "load-tester", "load-testers");
  private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  /// The one is the Service, the other the headless one whose name stands for every load tester.
  /// Not `load-tester.NAMESPACE` alone: anybody can own a name like `load-tester.dev`, while no
  /// public name ends with `svc` or `local`.
  private static final Pattern SERVICE =
      Pattern.compile("load-testers?\\.[a-z0-9-]+\\.svc(\\.cluster\\.local)?");

  private static final Set<String> SAFE_SITES = Set.of("same-origin", "none");

  private final List<String> allowed;

  CallerRules(List<String> allowed) {
    this.allowed = allowed.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  /// @return why the request is refused, or nothing if it is not
  Optional<String> refuseHost(@Nullable String hostHeader) {
    String host = hostHeader == null ? "" : name(hostHeader);
    boolean known =
        OWN.contains(host)
            || LOOPBACK.matcher(host).matches()
            || SERVICE.matcher(host).matches()
            || allowed.contains(host);
    return known
        ? Optional.empty()
        : Optional.of(
            "The Host header must name this service (localhost, load-tester, or one listed in"
                + " bellows.load.allowed-hosts), but was %s.".formatted(Parameters.shown(host)));
  }

  /// For requests that change something.
  Optional<String> refuseSite(
      @Nullable String hostHeader,
      @Nullable String fetchSite,
      @Nullable String origin,
      @Nullable String purpose) {
    if (fetchSite != null && !SAFE_SITES.contains(fetchSite.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "A page of another site must not control load (Sec-Fetch-Site was %s)."
              .formatted(Parameters.shown(fetchSite)));
    }
    if (origin != null && !isOwn(origin, hostHeader)) {
      return Optional.of(
          "A page of another site must not control load (Origin was %s)."
              .formatted(Parameters.shown(origin)));
    }
    if (purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch")) {
      return Optional.of("A browser's prefetch must not start load.");
    }
    return Optional.empty();
  }

  private static boolean isOwn(String origin, @Nullable String hostHeader) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(hostHeader);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static String name(String hostHeader) {
    return hostHeader.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }
}
