package dev.bellows.loadtester.http;

import dev.bellows.loadtester.measure.FailureKind;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/// Waits for the end of a TLS handshake and goes on with the HTTP that was agreed on.
final class Negotiation extends ApplicationProtocolNegotiationHandler {

  private final Dialer.Attempt attempt;
  private final Wire.Version version;

  Negotiation(Dialer.Attempt attempt, Wire.Version version) {
    super(ApplicationProtocolNames.HTTP_1_1);
    this.attempt = attempt;
    this.version = version;
  }

  @Override
  protected void configurePipeline(ChannelHandlerContext context, String protocol) {
    if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
      attempt.multiplexed(context.pipeline());
    } else if (version == Wire.Version.HTTP_2) {
      attempt.failed(FailureKind.TLS);
    } else {
      SerialConnection connection = attempt.serial();
      context.pipeline().addLast(connection);
      attempt.ready(connection);
    }
  }

  @Override
  protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
    attempt.failed(FailureKind.TLS);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    attempt.failed(FailureKind.TLS);
  }
}
