package dev.bellows.loadtester.http;

import dev.bellows.loadtester.measure.FailureKind;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A connection of the pool: its age, and whether a request may go out on it.
abstract sealed class Connection extends ChannelInboundHandlerAdapter
    permits SerialConnection, MultiplexedConnection {

  private static final int TCP_ESTABLISHED = 1;
  private static final long PEEK_AFTER_IDLE_NANOS = 10_000_000;

  final HttpTarget owner;
  private final long ageNanos;
  private @Nullable Channel openChannel;
  private @Nullable EpollTcpInfo tcpInfo;
  long freeSinceNanos;
  boolean retired;

  /// Whether it stands among the pool's [FreeConnections].
  boolean queued;

  /// Whether the [Roster] counts it as one that takes requests.
  boolean pooled;

  private boolean beingReplaced;
  private long replaceAtNanos;

  /// @param ageNanos after which it is to be replaced
  Connection(HttpTarget owner, long ageNanos) {
    this.owner = owner;
    this.ageNanos = ageNanos;
  }

  /// Sends a request. Only when [#usable].
  abstract void send(long intendedNanos, Request request, long nowNanos);

  abstract boolean busy();

  /// Whether it can take another request beside those that it carries.
  abstract boolean hasRoom();

  /// Requests that it can carry at once.
  abstract int capacity();

  abstract void failIfSentBefore(long nanos);

  /// Counts what it carries as failed.
  abstract void failAll(FailureKind kind);

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    openChannel = context.channel();
    tcpInfo = openChannel instanceof EpollSocketChannel ? new EpollTcpInfo() : null;
  }

  final void established(long nowNanos) {
    freeSinceNanos = nowNanos;
    replaceAtNanos = nowNanos + ageNanos;
  }

  /// Whether its time is over and nobody sees to it yet.
  final boolean isOfAge(long nowNanos) {
    return !beingReplaced && nowNanos >= replaceAtNanos;
  }

  /// From now on somebody sees to it that it is replaced.
  final void claimReplacement() {
    beingReplaced = true;
  }

  final void replacementFailed() {
    beingReplaced = false;
  }

  /// Whether a request may go out on it.
  ///
  /// The end that a server sends to an idle connection is usually seen by the event loop first.
  /// What arrived since it last looked is found by asking the kernel for the connection's state;
  /// that costs a system call, so a connection that was in use just now is trusted.
  final boolean usable(long nowNanos) {
    if (retired || !channel().isActive()) {
      return false;
    }
    if (tcpInfo != null && nowNanos - freeSinceNanos > PEEK_AFTER_IDLE_NANOS && !busy()) {
      ((EpollSocketChannel) channel()).tcpInfo(tcpInfo);
      return tcpInfo.state() == TCP_ESTABLISHED;
    }
    return true;
  }

  /// Takes no further request and closes as soon as the present ones are answered.
  final void retire() {
    retired = true;
    if (!busy()) {
      channel().close();
    }
  }

  final void abort() {
    channel().close();
  }

  final void fail(FailureKind kind) {
    retired = true;
    failAll(kind);
    channel().close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    boolean broken = cause instanceof IOException;
    fail(broken ? FailureKind.RESET : FailureKind.MALFORMED);
  }

  final Channel channel() {
    if (openChannel == null) {
      throw new IllegalStateException("the connection has no channel yet");
    }
    return openChannel;
  }
}
