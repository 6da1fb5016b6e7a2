package dev.bellows.controller.cluster.local.balance;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// One end of a proxied connection, either the client's or the pod's.
///
/// Bytes read at one end are written to the other at once. What the other end does not take waits
/// in its `unwritten`, and nothing more is read until that is gone: a slow reader slows the writer
/// down, as it would without a balancer between them.
final class Side {
  final Connection connection;
  private final SocketChannel channel;
  private final SelectionKey key;
  private @Nullable ByteBuffer unwritten;
  private boolean inputEnded;

  Side(Connection connection, SocketChannel channel, SelectionKey key) {
    this.connection = connection;
    this.channel = channel;
    this.key = key;
    key.attach(this);
  }

  SelectionKey key() {
    return key;
  }

  SocketChannel channel() {
    return channel;
  }

  void startReading() {
    key.interestOps(SelectionKey.OP_READ);
  }

  /// Moves what has arrived to the other end, or the news that nothing more will.
  void read(ByteBuffer scratch, Side other) throws IOException {
    scratch.clear();
    if (channel.read(scratch) < 0) {
      inputEnded = true;
      key.interestOpsAnd(~SelectionKey.OP_READ);
      if (other.unwritten == null) {
        other.channel.shutdownOutput();
      }
      return;
    }
    other.take(scratch.flip(), this);
  }

  private void take(ByteBuffer bytes, Side from) throws IOException {
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      unwritten = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
      key.interestOpsOr(SelectionKey.OP_WRITE);
      from.key.interestOpsAnd(~SelectionKey.OP_READ);
    }
  }

  /// Writes what waited for this end.
  void write(Side other) throws IOException {
    ByteBuffer waiting = unwritten;
    if (waiting != null) {
      channel.write(waiting);
      if (waiting.hasRemaining()) {
        return;
      }
      unwritten = null;
    }
    key.interestOpsAnd(~SelectionKey.OP_WRITE);
    if (other.inputEnded) {
      channel.shutdownOutput();
    } else {
      other.key.interestOpsOr(SelectionKey.OP_READ);
    }
  }

  /// Whether this end has said its last word and the other end has been given all of it.
  boolean isDone(Side other) {
    return inputEnded && other.unwritten == null;
  }

  /// Closes with a reset, so that whoever is at the other end learns of a failure as a failure.
  static void reset(SocketChannel channel) {
    try (channel) {
      if (channel.isOpen()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException alreadyBroken) {
      // A broken socket has been reset already; it is closed all the same.
    }
  }
}
