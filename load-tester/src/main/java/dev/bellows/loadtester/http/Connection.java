package dev.bellows.loadtester.http;

import dev.bellows.core.schedule.Arrival;
import dev.bellows.loadtester.measure.FailureKind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A connection with at most one request on it.
final class Connection extends ChannelInboundHandlerAdapter {

  private static final int TCP_ESTABLISHED = 1;
  private static final long PEEK_AFTER_IDLE_NANOS = 10_000_000;

  private final HttpTarget owner;
  private final long ageNanos;
  private final ResponseParser parser = new ResponseParser();
  private @Nullable Channel openChannel;
  private @Nullable EpollTcpInfo tcpInfo;
  private @Nullable Arrival arrival;
  private long sentNanos;
  private long freeSinceNanos;
  private long bytes;
  private boolean retired;
  private boolean beingReplaced;
  private long replaceAtNanos;

  /// @param ageNanos after which it is to be replaced
  Connection(HttpTarget owner, long ageNanos) {
    this.owner = owner;
    this.ageNanos = ageNanos;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    openChannel = context.channel();
    tcpInfo = openChannel instanceof EpollSocketChannel ? new EpollTcpInfo() : null;
  }

  void established(long nowNanos) {
    freeSinceNanos = nowNanos;
    replaceAtNanos = nowNanos + ageNanos;
  }

  /// Whether its time is over and nobody sees to it yet; from now on somebody does.
  boolean claimReplacement(long nowNanos) {
    if (beingReplaced || nowNanos < replaceAtNanos) {
      return false;
    }
    beingReplaced = true;
    return true;
  }

  void replacementFailed() {
    beingReplaced = false;
  }

  /// Whether a request may go out on it.
  ///
  /// The end that a server sends to an idle connection is usually seen by the event loop first.
  /// What arrived since it last looked is found by asking the kernel for the connection's state;
  /// that costs a system call, so a connection that was in use just now is trusted.
  boolean usable(long nowNanos) {
    if (retired || !channel().isActive()) {
      return false;
    }
    if (tcpInfo != null && nowNanos - freeSinceNanos > PEEK_AFTER_IDLE_NANOS) {
      ((EpollSocketChannel) channel()).tcpInfo(tcpInfo);
      return tcpInfo.state() == TCP_ESTABLISHED;
    }
    return true;
  }

  boolean busy() {
    return arrival != null;
  }

  void send(Arrival next, ByteBuf request, long nowNanos) {
    arrival = next;
    sentNanos = nowNanos;
    bytes = 0;
    Channel to = channel();
    to.writeAndFlush(request, to.voidPromise());
  }

  /// Takes no further request and closes as soon as the present one is answered.
  void retire() {
    retired = true;
    if (!busy()) {
      channel().close();
    }
  }

  void failIfSentBefore(long nanos) {
    if (busy() && sentNanos < nanos) {
      fail(FailureKind.TIMEOUT);
    }
  }

  void abort() {
    channel().close();
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
        finish(FailureKind.CLOSED);
      }
    }
    owner.closed(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(cause instanceof IOException ? FailureKind.RESET : FailureKind.MALFORMED);
  }

  private Channel channel() {
    if (openChannel == null) {
      throw new IllegalStateException("the connection has no channel yet");
    }
    return openChannel;
  }

  private void answered(long nowNanos, boolean reusable) {
    Arrival answered = arrival;
    arrival = null;
    freeSinceNanos = nowNanos;
    boolean reuse = reusable && !retired;
    if (!reuse) {
      retired = true;
    }
    owner.answered(answered, sentNanos, nowNanos, parser.status(), parser.pod(), bytes);
    if (reuse) {
      owner.free(this);
    } else {
      channel().close();
    }
  }

  private void fail(FailureKind kind) {
    retired = true;
    if (busy()) {
      finish(kind);
    }
    channel().close();
  }

  private void finish(FailureKind kind) {
    Arrival failed = arrival;
    arrival = null;
    retired = true;
    owner.failed(failed, kind, bytes);
  }
}
