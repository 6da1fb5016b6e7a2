package dev.bellows.loadtester.http;

/// How a target is spoken to.
///
/// @param tls over TLS, by the JDK's own implementation
/// @param insecure whoever answers is believed, whatever its certificate says
/// @param version of HTTP
public record Wire(boolean tls, boolean insecure, Version version) {

  /// HTTP/1.1 over TCP.
  public static final Wire PLAIN = new Wire(false, false, Version.HTTP_1_1);

  /// With another choice of HTTP and of trust.
  public Wire speaking(Version other, boolean trusting) {
    return new Wire(tls, tls && trusting, other);
  }

  /// Which HTTP to speak.
  public enum Version {
    /// HTTP/2 where the target offers it while TLS is negotiated, else HTTP/1.1.
    BEST,
    HTTP_1_1,
    /// HTTP/2 only; without TLS by prior knowledge.
    HTTP_2
  }
}
