package dev.bellows.loadtester.http;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A real HTTP server of a few lines that does to its callers what the test says.
public final class StubServer implements Closeable {

  /// What happens to one request.
  @FunctionalInterface
  public interface Behaviour {
    /// @param connection counts connections from 0
    /// @return whether the connection stays open for the next request
    boolean answer(Socket socket, long connection, String requestLine) throws Exception;
  }

  public static final Behaviour OK =
      (socket, connection, line) -> {
        write(socket, "HTTP/1.1 200 OK\r\nX-Pod: stub\r\nContent-Length: 2\r\n\r\nok");
        return true;
      };

  public final AtomicLong connections = new AtomicLong();
  public final AtomicLong requests = new AtomicLong();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ServerSocket server;
  private volatile Behaviour behaviour;

  public StubServer(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    this.server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public void behave(Behaviour next) {
    behaviour = next;
  }

  public int openConnections() {
    return open.size();
  }

  public static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        long number = connections.getAndIncrement();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket, number));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket, long number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String requestLine;
      while ((requestLine = in.readLine()) != null) {
        while (!in.readLine().isEmpty()) {
          // The headers do not matter.
        }
        requests.incrementAndGet();
        if (!behaviour.answer(socket, number, requestLine)) {
          return;
        }
      }
    } catch (Exception gone) {
      // The caller went away, or the test ended.
    } finally {
      open.remove(socket);
    }
  }

  /// Ends every open connection and goes on listening.
  public void closeConnections() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException gone) {
        // Then it is closed already.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    closeConnections();
  }
}
