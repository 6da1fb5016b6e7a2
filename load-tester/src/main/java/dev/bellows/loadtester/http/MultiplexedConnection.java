package dev.bellows.loadtester.http;

import dev.bellows.loadtester.measure.FailureKind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A connection that speaks HTTP/2, with many requests on it. Stands behind an [Http2Frames], whose
/// frames come to [#listener].
final class MultiplexedConnection extends Connection {

  private static final int MOST_STREAMS = 100;

  private static final class Exchange {
    final int stream;
    final long intendedNanos;
    final long sentNanos;
    int status;
    long bytes;
    String pod = ResponseParser.UNKNOWN_POD;

    Exchange(int stream, long intendedNanos, long sentNanos) {
      this.stream = stream;
      this.intendedNanos = intendedNanos;
      this.sentNanos = sentNanos;
    }
  }

  private final Runnable onSettings;

  /// By stream, in the order of sending.
  private final Map<Integer, Exchange> exchanges = new LinkedHashMap<>();

  private Http2Frames frames;
  private int mostStreams = MOST_STREAMS;

  /// The stream whose request is being written; none is 0.
  private int sending;

  /// @param onSettings runs when the server has said its first word
  MultiplexedConnection(HttpTarget owner, long ageNanos, Runnable onSettings) {
    super(owner, ageNanos);
    this.onSettings = onSettings;
    this.frames = new Http2Frames(new Listener());
  }

  Http2Frames frames() {
    return frames;
  }

  @Override
  boolean busy() {
    return !exchanges.isEmpty();
  }

  @Override
  boolean hasRoom() {
    return exchanges.size() < mostStreams && frames.hasRoom();
  }

  @Override
  int capacity() {
    return mostStreams;
  }

  @Override
  void send(long intendedNanos, Request request, long nowNanos) {
    int stream = frames.nextStream();
    exchanges.put(stream, new Exchange(stream, intendedNanos, nowNanos));
    sending = stream;
    ChannelFuture written = frames.get(stream, request.headers());
    sending = 0;
    written.addListener((ChannelFuture done) -> {
      if (!done.isSuccess()) {
        // Later, because whoever sends has not yet written down that it did.
        channel().eventLoop().execute(() -> failed(stream, FailureKind.CLOSED));
      }
    });
  }

  @Override
  void failIfSentBefore(long nanos) {
    for (Exchange exchange : List.copyOf(exchanges.values())) {
      if (exchange.sentNanos >= nanos) {
        return;
      }
      failed(exchange.stream, FailureKind.TIMEOUT);
      frames.reset(exchange.stream, Http2Error.CANCEL);
    }
  }

  @Override
  void failAll(FailureKind kind) {
    List.copyOf(exchanges.keySet()).forEach(stream -> failed(stream, kind));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    failAll(frames.brokeProtocol() ? FailureKind.MALFORMED : FailureKind.CLOSED);
    owner.closed(this);
  }

  private void failed(int stream, FailureKind kind) {
    Exchange exchange = exchanges.remove(stream);
    if (exchange != null) {
      owner.failed(exchange.intendedNanos, kind, exchange.bytes);
      hasRoomAgain(System.nanoTime());
    }
  }

  /// The room comes back when the stream is closed: until its last frame is worked off, it is one
  /// of those that the server allows.
  private void answered(int stream) {
    Exchange exchange = exchanges.remove(stream);
    if (exchange == null) {
      return;
    }
    owner.answered(
        exchange.intendedNanos,
        exchange.sentNanos,
        System.nanoTime(),
        exchange.status,
        exchange.pod,
        exchange.bytes);
  }

  private void hasRoomAgain(long nowNanos) {
    freeSinceNanos = nowNanos;
    if (!retired) {
      owner.free(this, nowNanos);
    } else if (!busy()) {
      channel().close();
    }
  }

  private final class Listener extends Http2FrameAdapter implements Http2Frames.Listener {

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
      Long most = settings.maxConcurrentStreams();
      if (most != null) {
        mostStreams = (int) Math.max(1, Math.min(MOST_STREAMS, most));
      }
      onSettings.run();
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int stream,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end) {
      onHeadersRead(context, stream, headers, padding, end);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end) {
      Exchange exchange = exchanges.get(stream);
      if (exchange == null) {
        return;
      }
      CharSequence status = headers.status();
      if (status != null) {
        exchange.status = number(status);
        CharSequence pod = headers.get("x-pod");
        if (pod != null) {
          exchange.pod = pod.toString();
        }
      }
      if (end) {
        end(stream, exchange);
      }
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean end) {
      int all = data.readableBytes() + padding;
      Exchange exchange = exchanges.get(stream);
      if (exchange != null) {
        exchange.bytes += data.readableBytes();
        if (end) {
          end(stream, exchange);
        }
      }
      return all;
    }

    private void end(int stream, Exchange exchange) {
      if (exchange.status < 200) {
        failed(stream, FailureKind.MALFORMED);
      } else {
        answered(stream);
      }
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int stream, long error) {
      failed(stream, FailureKind.RESET);
    }

    @Override
    public void onGoAwayRead(
        ChannelHandlerContext context, int lastStream, long error, ByteBuf debug) {
      // Streams that the server will not answer any more are closed by themselves, see below.
      if (!retired) {
        owner.leave(MultiplexedConnection.this);
      }
    }

    @Override
    public void closed(int stream) {
      if (!exchanges.containsKey(stream)) {
        hasRoomAgain(System.nanoTime());
      } else if (stream != sending) {
        failed(stream, FailureKind.CLOSED);
      }
    }

    @Override
    public void broken(int stream, Http2Exception why) {
      // What fails while it is being written is told to the one who writes it.
      if (stream != sending) {
        failed(stream, FailureKind.MALFORMED);
      }
    }

    private static int number(CharSequence status) {
      int value = 0;
      for (int i = 0; i < status.length(); i++) {
        value = value * 10 + Character.digit(status.charAt(i), 10);
      }
      return status.length() == 3 ? value : 0;
    }
  }
}
