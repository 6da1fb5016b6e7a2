package dev.bellows.controller.cluster.local.balance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that says its name, echoes what it gets, and says goodbye at the end of its input.
final class EchoPod implements AutoCloseable {
  private final String name;
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  EchoPod(String name) throws IOException {
    this.name = name;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  Endpoint endpoint() {
    return new Endpoint(
        name, new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
  }

  /// Ends all connections as the death of a process does.
  void breakConnections() throws IOException {
    for (Socket socket : sockets) {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> echo(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void echo(Socket socket) {
    try (socket) {
      socket.getOutputStream().write((name + "\n").getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().transferTo(socket.getOutputStream());
      socket.getOutputStream().write(", and goodbye".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException broken) {
      // The client went away.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    breakConnections();
  }
}
