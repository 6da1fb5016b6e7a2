package dev.bellows.cli.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What lies between a browser and a controller, and can be cut.
final class Wire implements AutoCloseable {
  private final ServerSocket entrance;
  private final int to;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  Wire(int to) throws IOException {
    this.to = to;
    this.entrance = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /// From now on nothing passes.
  void cut() {
    cut = true;
    ends.forEach(Wire::end);
  }

  void mend() {
    cut = false;
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket near = entrance.accept();
        ends.add(near);
        if (cut) {
          end(near);
        } else {
          Socket far = new Socket();
          ends.add(far);
          far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
          Thread.ofVirtual().start(() -> pass(near, far));
          Thread.ofVirtual().start(() -> pass(far, near));
        }
      } catch (IOException closed) {
        // Either end has gone; the next one is awaited.
      }
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // Both are closed.
    } finally {
      ends.remove(from);
      ends.remove(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // It is.
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
  }
}
