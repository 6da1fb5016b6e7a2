package dev.bellows.loadtester.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/// Netty's HTTP/2, as the asking side.
final class Http2Frames extends Http2ConnectionHandler {

  /// Hears of frames, and of streams that end in another way than by their last frame.
  interface Listener extends Http2FrameListener {
    void closed(int stream);

    void broken(int stream, Http2Exception why);
  }

  private static final int WINDOW_BYTES = 1 << 20;

  private final Listener listener;
  private @Nullable ChannelHandlerContext context;
  private boolean brokeProtocol;

  Http2Frames(Listener listener) {
    this(listener, new DefaultHttp2Connection(false));
  }

  private Http2Frames(Listener listener, DefaultHttp2Connection connection) {
    this(
        listener,
        connection,
        new DefaultHttp2ConnectionEncoder(connection, new DefaultHttp2FrameWriter()));
  }

  private Http2Frames(
      Listener listener, DefaultHttp2Connection connection, DefaultHttp2ConnectionEncoder encoder) {
    super(
        new DefaultHttp2ConnectionDecoder(connection, encoder, new DefaultHttp2FrameReader()),
        encoder,
        new Http2Settings()
            .pushEnabled(false)
            .initialWindowSize(WINDOW_BYTES)
            .maxHeaderListSize(ResponseParser.MAX_HEAD_BYTES));
    this.listener = listener;
    decoder().frameListener(listener);
    connection.addListener(
        new Http2ConnectionAdapter() {
          @Override
          public void onStreamClosed(Http2Stream stream) {
            listener.closed(stream.id());
          }
        });
    gracefulShutdownTimeoutMillis(0);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) throws Exception {
    context = added;
    super.handlerAdded(added);
  }

  int nextStream() {
    return connection().local().incrementAndGetNextStreamId();
  }

  /// Whether the server allows another stream now.
  boolean hasRoom() {
    return connection().local().canOpenStream();
  }

  ChannelFuture get(int stream, Http2Headers headers) {
    ChannelHandlerContext on = context();
    ChannelFuture written = encoder().writeHeaders(on, stream, headers, 0, true, on.newPromise());
    on.flush();
    return written;
  }

  void reset(int stream, Http2Error why) {
    ChannelHandlerContext on = context();
    encoder().writeRstStream(on, stream, why.code(), on.newPromise());
    on.flush();
  }

  /// Whether the connection ends because the other side did not speak HTTP/2 properly.
  boolean brokeProtocol() {
    return brokeProtocol;
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext on, boolean outbound, Throwable cause, @Nullable Http2Exception why) {
    brokeProtocol = true;
    super.onConnectionError(on, outbound, cause, why);
  }

  @Override
  protected void onStreamError(
      ChannelHandlerContext on,
      boolean outbound,
      Throwable cause,
      Http2Exception.StreamException why) {
    listener.broken(why.streamId(), why);
    super.onStreamError(on, outbound, cause, why);
  }

  private ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("the connection has no channel yet");
    }
    return context;
  }
}
