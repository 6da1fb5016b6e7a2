package dev.bellows.loadtester.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Says which addresses may be connected to. Never: the API server, link-local addresses (where
/// clouds keep their metadata), multicast, and what an IPv6 address smuggles in of those. A public
/// address only under a name that the operator listed; a loopback name only to loopback.
public final class AddressRules {

  /// Metadata services outside of the link-local range.
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

  private final Set<InetAddress> never;

  /// @param never addresses of this cluster's API server
  public AddressRules(Set<InetAddress> never) {
    this.never = Set.copyOf(never);
  }

  boolean allow(InetAddress given, boolean listed, boolean loopbackName) {
    InetAddress address = unwrapped(given);
    if (never.contains(address)
        || METADATA.contains(address.getHostAddress())
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || address.isAnyLocalAddress()
        || isReserved(address)) {
      return false;
    }
    if (loopbackName) {
      return address.isLoopbackAddress();
    }
    return listed || address.isLoopbackAddress() || isPrivate(address);
  }

  /// The IPv4 address inside a mapped, compatible, translated (64:ff9b::) or 6to4 IPv6 address.
  private static InetAddress unwrapped(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    if (hasPrefix(bytes, 0x20, 0x02)) {
      return ipv4(bytes, 2);
    }
    boolean translated = hasPrefix(bytes, 0x00, 0x64, 0xff, 0x9b) && allZero(bytes, 4, 12);
    boolean mapped = allZero(bytes, 0, 10) && hasPrefix(tail(bytes, 10), 0xff, 0xff);
    boolean compatible =
        allZero(bytes, 0, 12) && !address.isLoopbackAddress() && !address.isAnyLocalAddress();
    return translated || mapped || compatible ? ipv4(bytes, 12) : address;
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      boolean sharedSpace = (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
      return address.isSiteLocalAddress() || sharedSpace;
    }
    return (bytes[0] & 0xfe) == 0xfc;
  }

  private static boolean isReserved(InetAddress address) {
    int first = address.getAddress()[0] & 0xff;
    return address instanceof Inet4Address && (first == 0 || first >= 240);
  }

  private static boolean hasPrefix(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static boolean allZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress ipv4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }

  /// The API server as Kubernetes tells every pod, or nothing outside of a cluster.
  public static AddressRules ofThisCluster(List<String> apiServerHosts) {
    Set<InetAddress> found = new java.util.HashSet<>();
    for (String host : apiServerHosts) {
      try {
        found.addAll(Arrays.asList(InetAddress.getAllByName(host)));
      } catch (UnknownHostException unknown) {
        // What does not resolve cannot be connected to either.
      }
    }
    return new AddressRules(found);
  }
}
