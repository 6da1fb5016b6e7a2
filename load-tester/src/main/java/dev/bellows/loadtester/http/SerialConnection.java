package dev.bellows.loadtester.http;

import dev.bellows.loadtester.measure.FailureKind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A connection that speaks HTTP/1.1, with at most one request on it.
final class SerialConnection extends Connection {

  /* Where nothing stands between this handler and an epoll socket, a request is given to the socket
   * itself. Its bytes never change and the socket is empty at that moment, so Netty's queue of
   * things to write would only cost: a quarter of the time that a request takes outside of the
   * kernel. What the socket does not take, if that ever happens, goes the usual way. */

  private final ResponseParser parser = new ResponseParser();
  private @Nullable Socket socket;
  private boolean busy;
  private long intendedNanos;
  private long sentNanos;
  private long bytes;

  SerialConnection(HttpTarget owner, long ageNanos) {
    super(owner, ageNanos);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    super.handlerAdded(context);
    boolean plain = context.pipeline().first() == this;
    if (plain && context.channel() instanceof EpollSocketChannel epoll) {
      socket = (Socket) epoll.fd();
    }
  }

  @Override
  boolean busy() {
    return busy;
  }

  @Override
  boolean hasRoom() {
    return !busy;
  }

  @Override
  int capacity() {
    return 1;
  }

  @Override
  void send(long newIntendedNanos, Request request, long nowNanos) {
    busy = true;
    intendedNanos = newIntendedNanos;
    sentNanos = nowNanos;
    bytes = 0;
    if (socket == null || request.address() == 0) {
      write(request, 0);
      return;
    }
    try {
      int written = socket.sendAddress(request.address(), 0, request.length());
      if (written < request.length()) {
        write(request, Math.max(0, written));
      }
    } catch (IOException broken) {
      // Later, because whoever sends has not yet written down that it did.
      channel().eventLoop().execute(() -> fail(FailureKind.RESET));
    }
  }

  private void write(Request request, int from) {
    Channel to = channel();
    to.writeAndFlush(request.bytesFrom(from), to.voidPromise());
  }

  @Override
  void failIfSentBefore(long nanos) {
    if (busy() && sentNanos < nanos) {
      fail(FailureKind.TIMEOUT);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      bytes += in.readableBytes();
      if (!busy()) {
        // Nobody asked: what follows on this connection could not be matched to a request.
        retire();
        return;
      }
      if (parser.read(in)) {
        boolean clean = !in.isReadable() && parser.keepAlive();
        answered(System.nanoTime(), clean);
      }
    } catch (ResponseParser.MalformedResponse malformed) {
      fail(FailureKind.MALFORMED);
    } finally {
      in.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (busy()) {
      if (parser.endsWithConnection()) {
        answered(System.nanoTime(), false);
      } else {
        failAll(FailureKind.CLOSED);
      }
    }
    owner.closed(this);
  }

  private void answered(long nowNanos, boolean reusable) {
    busy = false;
    freeSinceNanos = nowNanos;
    boolean reuse = reusable && !retired;
    if (!reuse) {
      retired = true;
    }
    owner.answered(intendedNanos, sentNanos, nowNanos, parser.status(), parser.pod(), bytes);
    if (reuse) {
      owner.free(this, nowNanos);
    } else {
      channel().close();
    }
  }

  @Override
  void failAll(FailureKind kind) {
    retired = true;
    if (busy) {
      busy = false;
      owner.failed(intendedNanos, kind, bytes);
    }
  }
}
