package dev.bellows.loadtester.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/// TLS by the JDK. Certificates are verified against the JDK's trust store, and the name in them
/// against the target's, unless the [Wire] says that this is not wanted.
final class Tls {

  private Tls() {}

  static SslContext context(Wire wire) {
    List<String> protocols =
        switch (wire.version()) {
          case BEST -> List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);
          case HTTP_1_1 -> List.of(ApplicationProtocolNames.HTTP_1_1);
          case HTTP_2 -> List.of(ApplicationProtocolNames.HTTP_2);
        };
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    protocols));
    if (wire.insecure()) {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
    }
    try {
      return builder.build();
    } catch (SSLException unavailable) {
      throw new IllegalStateException("the JDK has no TLS", unavailable);
    }
  }

  static SslHandler handler(SslContext context, ByteBufAllocator allocator, HttpEndpoint endpoint) {
    int port = endpoint.addresses().getFirst().getPort();
    SslHandler handler = context.newHandler(allocator, endpoint.serverName(), port);
    // Whoever dials has a timeout for all of it.
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(100);
    if (!endpoint.wire().insecure()) {
      SSLParameters parameters = handler.engine().getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      handler.engine().setSSLParameters(parameters);
    }
    return handler;
  }
}
