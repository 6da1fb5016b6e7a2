package dev.bellows.loadtester.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Says which URLs may be loaded: a load generator that anyone in a cluster can call must not
/// become a weapon.
///
/// The name must be a service of the cluster (`name`, `name.namespace.svc`,
/// `name.namespace.svc.cluster.local`), loopback, or listed by the operator. Then each address that
/// the name resolves to is judged by [AddressRules]; only addresses that passed are ever connected
/// to, so a name that resolves differently a moment later changes nothing.
public final class TargetPolicy {

  /// Finds the addresses of a name.
  @FunctionalInterface
  public interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private static final String LABEL = "[a-z]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern SERVICE =
      Pattern.compile(LABEL + "|" + LABEL + "\\." + LABEL + "\\.svc(\\.cluster\\.local)?");
  private static final Set<String> CONTROL_PLANE_NAMES = Set.of("kubernetes", "kubernetes.default");

  private final List<String> listed;
  private final AddressRules addresses;
  private final Resolver resolver;

  /// @param listed further names: exact, or `*.example.org` for every name below that one
  public TargetPolicy(List<String> listed, AddressRules addresses, Resolver resolver) {
    this.listed = listed.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    this.addresses = addresses;
    this.resolver = resolver;
  }

  public HttpEndpoint check(String url) throws TargetRefused {
    URI uri = parse(url);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    boolean trusted = isListed(bare);
    boolean loopback = isLoopbackName(bare);
    if (isControlPlane(bare)) {
      throw new TargetRefused("must not be the cluster's control plane, but was " + url);
    }
    if (!trusted && !loopback && !SERVICE.matcher(bare).matches()) {
      throw new TargetRefused(
          "must be a service of this cluster (name, name.namespace.svc), loopback, or listed in"
              + " bellows.load.target-allow, but was "
              + url);
    }
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() == -1 ? (tls ? 443 : 80) : uri.getPort();
    List<InetSocketAddress> checked = new ArrayList<>();
    for (InetAddress address : resolve(bare, url)) {
      if (!addresses.allow(address, trusted, loopback)) {
        throw new TargetRefused(
            "must not lead to the address %s, but %s does"
                .formatted(address.getHostAddress(), url));
      }
      checked.add(new InetSocketAddress(address, port));
    }
    Wire wire = tls ? new Wire(true, false, Wire.Version.BEST) : Wire.PLAIN;
    return new HttpEndpoint(List.copyOf(checked), uri.getRawAuthority(), path(uri), wire);
  }

  private static URI parse(String url) throws TargetRefused {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException malformed) {
      throw new TargetRefused("must be a URL such as http://demo-app, but was " + url);
    }
    boolean web =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!web
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || uri.getPort() == 0
        || uri.getPort() > 65_535) {
      throw new TargetRefused(
          "must be a URL of the form http[s]://host[:port][/path], but was " + url);
    }
    return uri;
  }

  private InetAddress[] resolve(String host, String url) throws TargetRefused {
    try {
      return resolver.resolve(host);
    } catch (UnknownHostException unknown) {
      throw new TargetRefused("must have a name that resolves, but was " + url);
    }
  }

  private static String path(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    boolean none = (path.isEmpty() || path.equals("/")) && query.isEmpty();
    return none ? "" : (path.isEmpty() ? "/" : path) + query;
  }

  private boolean isListed(String host) {
    return listed.stream()
        .anyMatch(
            name -> name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name));
  }

  private static boolean isLoopbackName(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  /// The API server and everything in `kube-system`, however long the name is spelled.
  private static boolean isControlPlane(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String service = name.replaceFirst("\\.svc(\\..*)?$", "");
    return CONTROL_PLANE_NAMES.contains(service) || service.endsWith(".kube-system");
  }
}
