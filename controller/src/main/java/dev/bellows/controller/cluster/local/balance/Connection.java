package dev.bellows.controller.cluster.local.balance;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// A client's connection and the pod's connection that it is spliced to.
final class Connection {
  private final Backend backend;
  private final Side client;
  private final Side server;
  private boolean ended;

  private Connection(Backend backend, SocketChannel near, SocketChannel far, Selector selector)
      throws IOException {
    near.configureBlocking(false);
    near.setOption(StandardSocketOptions.TCP_NODELAY, true);
    far.configureBlocking(false);
    far.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.backend = backend;
    this.client = new Side(this, near, near.register(selector, 0));
    this.server = new Side(this, far, far.register(selector, 0));
  }

  /// Connects the client to the pod, or resets it when that fails: there is no second try.
  static void splice(SocketChannel client, Backend backend, Selector selector) {
    Connection connection;
    try {
      connection = new Connection(backend, client, SocketChannel.open(), selector);
    } catch (IOException outOfDescriptors) {
      backend.unreachable();
      Side.reset(client);
      return;
    }
    backend.opened();
    connection.connect();
  }

  private void connect() {
    try {
      if (server.channel().connect(backend.address)) {
        startReading();
      } else {
        server.key().interestOps(SelectionKey.OP_CONNECT);
      }
    } catch (IOException e) {
      backend.unreachable();
      reset();
    }
  }

  private void finishConnect() {
    try {
      if (server.channel().finishConnect()) {
        startReading();
      }
    } catch (IOException e) {
      backend.unreachable();
      reset();
    }
  }

  private void startReading() {
    client.startReading();
    server.startReading();
  }

  /// Serves one end that the selector found ready.
  void serve(Side side, ByteBuffer scratch) {
    Side other = side == client ? server : client;
    int ready = side.key().readyOps();
    try {
      if ((ready & SelectionKey.OP_CONNECT) != 0) {
        finishConnect();
        return;
      }
      if ((ready & SelectionKey.OP_WRITE) != 0) {
        side.write(other);
      }
      if ((ready & SelectionKey.OP_READ) != 0) {
        side.read(scratch, other);
      }
      if (client.isDone(server) && server.isDone(client)) {
        close();
      }
    } catch (IOException e) {
      reset();
    }
  }

  private void close() throws IOException {
    end();
    client.channel().close();
    server.channel().close();
  }

  void reset() {
    end();
    Side.reset(client.channel());
    Side.reset(server.channel());
  }

  private void end() {
    if (!ended) {
      ended = true;
      backend.closed();
    }
  }
}
