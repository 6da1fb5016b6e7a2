package dev.bellows.controller.cluster.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One HTTP probe on a fresh connection, as a kubelet does it: 200 to 399 is a success.
final class HttpCheck {
  private static final int STATUS_LINE_BYTES = 12;

  private HttpCheck() {}

  static boolean succeeds(InetSocketAddress address, String path, Duration timeout) {
    int millis = (int) timeout.toMillis();
    try (Socket socket = new Socket()) {
      socket.connect(address, millis);
      socket.setSoTimeout(millis);
      socket.setTcpNoDelay(true);
      String request =
          "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: bellows-probe\r\nConnection: close\r\n\r\n"
              .formatted(path, address.getHostString(), address.getPort());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      String statusLine =
          new String(answer.readNBytes(STATUS_LINE_BYTES), StandardCharsets.US_ASCII);
      answer.transferTo(OutputStream.nullOutputStream());
      return statusLine.matches("HTTP/1\\.[01] [23]\\d\\d");
    } catch (IOException e) {
      return false;
    }
  }
}
