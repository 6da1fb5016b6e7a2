package dev.bellows.demoapp.lifecycle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// A client that keeps its connection as long as it may and never retries: a request that was sent
/// and got no complete answer is lost. It opens no new connection once its balancer has taken the
/// pod away, and leaves a connection when it sees that the pod has closed it.
final class KeepAliveClient implements Runnable {

  private final int port;
  private final String path;
  private final Duration pause;
  private final AtomicBoolean takenAway;
  private volatile long answered;
  private volatile long closedByAnswer;
  private volatile long lost;
  private volatile String firstLoss = "";

  KeepAliveClient(int port, String path, Duration pause, AtomicBoolean takenAway) {
    this.port = port;
    this.path = path;
    this.pause = pause;
    this.takenAway = takenAway;
  }

  long answered() {
    return answered;
  }

  long closedByAnswer() {
    return closedByAnswer;
  }

  long lost() {
    return lost;
  }

  String firstLoss() {
    return firstLoss;
  }

  @Override
  public void run() {
    while (!takenAway.get()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setTcpNoDelay(true);
        converse(socket);
      } catch (IOException noConnection) {
        // One that hears of it while it connects connects too late.
        if (!takenAway.get()) {
          lose("connect: " + noConnection);
        }
        return;
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    byte[] request =
        ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    while (true) {
      if (isClosedByPeer(socket, in)) {
        return;
      }
      try {
        socket.getOutputStream().write(request);
        boolean last = readAnswer(in);
        answered++;
        if (last) {
          closedByAnswer++;
          return;
        }
      } catch (IOException cut) {
        lose(cut.toString());
        return;
      }
    }
  }

  /// Waits out the pause before the next request, watching for the end of the connection.
  private boolean isClosedByPeer(Socket socket, InputStream in) throws IOException {
    socket.setSoTimeout(Math.max(1, (int) pause.toMillis()));
    try {
      return in.read() < 0;
    } catch (java.net.SocketTimeoutException stillOpen) {
      socket.setSoTimeout(30_000);
      return false;
    }
  }

  private static boolean readAnswer(InputStream in) throws IOException {
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("not answered: '" + status + "'");
    }
    int length = 0;
    boolean close = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(java.util.Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
      close |= lower.equals("connection: close");
    }
    if (in.readNBytes(length).length < length) {
      throw new IOException("cut in the body");
    }
    return close;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("cut in the head");
      }
      if (read != '\r') {
        line.append((char) read);
      }
    }
    return line.toString();
  }

  private void lose(String how) {
    lost++;
    firstLoss = how;
  }
}
