package dev.bellows.loadtester.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;

/// A server over TLS with a certificate that nobody trusts, or over HTTP/2 without TLS.
final class SecureServer implements AutoCloseable {

  /// What happens to a request over HTTP/2.
  enum Manner {
    ANSWER,
    /// An answer after a while, so that many requests are on their way at once.
    LATE,
    RESET,
    /// An answer, and the word that the connection takes no stream beyond those on their way.
    GO_AWAY,
    SILENCE
  }

  private static final int LATE_MILLIS = 250;

  final AtomicLong requests = new AtomicLong();
  final AtomicLong connections = new AtomicLong();
  final Manner manner;
  private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
  private final Channel channel;

  /// @param keys of the server, or nothing for HTTP/2 without TLS
  /// @param protocols that it offers
  SecureServer(KeyManagerFactory keys, List<String> protocols, Manner manner) throws Exception {
    this.manner = manner;
    SslContext tls =
        keys == null
            ? null
            : SslContextBuilder.forServer(keys)
                .applicationProtocolConfig(
                    new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        protocols))
                .build();
    channel =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel child) {
                    connections.incrementAndGet();
                    if (tls == null) {
                      http2(child);
                      return;
                    }
                    child.pipeline().addLast(tls.newHandler(child.alloc()));
                    child.pipeline().addLast(negotiation());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  private ApplicationProtocolNegotiationHandler negotiation() {
    return new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {
      @Override
      protected void configurePipeline(ChannelHandlerContext context, String protocol) {
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
          http2(context.channel());
        } else {
          http1(context.channel());
        }
      }

      @Override
      protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
        context.close();
      }
    };
  }

  private void http1(Channel to) {
    to.pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(1_024),
            new SimpleChannelInboundHandler<FullHttpRequest>() {
              @Override
              protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
                requests.incrementAndGet();
                DefaultFullHttpResponse answer =
                    new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body());
                answer.headers().set("content-length", 2).set("x-pod", "one");
                context.writeAndFlush(answer);
              }
            });
  }

  private void http2(Channel to) {
    to.pipeline()
        .addLast(
            Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings().maxConcurrentStreams(50))
                .build(),
            new SimpleChannelInboundHandler<Http2HeadersFrame>() {
              @Override
              protected void channelRead0(ChannelHandlerContext context, Http2HeadersFrame asked) {
                requests.incrementAndGet();
                answer(context, asked);
              }
            });
  }

  private void answer(ChannelHandlerContext context, Http2HeadersFrame asked) {
    switch (manner) {
      case SILENCE -> {
        return;
      }
      case LATE -> {
        context
            .executor()
            .schedule(() -> answerTwo(context, asked), LATE_MILLIS, TimeUnit.MILLISECONDS);
        return;
      }
      case RESET -> {
        context.writeAndFlush(
            new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR).stream(asked.stream()));
        return;
      }
      case GO_AWAY ->
          context.write(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(1_000));
      case ANSWER -> {}
    }
    answerTwo(context, asked);
  }

  private static void answerTwo(ChannelHandlerContext context, Http2HeadersFrame asked) {
    Http2Headers headers = new DefaultHttp2Headers().status("200").add("x-pod", "two");
    context.write(new DefaultHttp2HeadersFrame(headers).stream(asked.stream()));
    context.writeAndFlush(new DefaultHttp2DataFrame(body(), true).stream(asked.stream()));
  }

  private static ByteBuf body() {
    return Unpooled.copiedBuffer(new byte[] {'o', 'k'});
  }

  @Override
  public void close() {
    channel.close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
