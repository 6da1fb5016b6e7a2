package dev.bellows.cli.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/// One connection to a stream of server-sent events, read to its end.
final class EventStream {
  private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client;
  private final URI address;

  EventStream(HttpClient client, URI address) {
    this.client = client;
    this.address = address;
  }

  /// Hands each event's data on, until the stream ends or fails.
  ///
  /// @param opened gets what ends the reading when it is closed
  void read(Consumer<InputStream> opened, Consumer<String> event)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(HEAD_TIMEOUT)
            .header("Accept", "text/event-stream")
            .build();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      if (response.statusCode() != 200) {
        throw new IOException(address + " answered " + response.statusCode());
      }
      opened.accept(body);
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data:")) {
          data.append(line, line.startsWith("data: ") ? 6 : 5, line.length());
        } else if (line.isEmpty() && !data.isEmpty()) {
          event.accept(data.toString());
          data.setLength(0);
        }
      }
    }
  }
}
