package dev.bellows.controller.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// The tests' side of a [StubTester].
record TesterControl(URI tester) {

  /// Method, path, query and body of every request since the last look, but the polling ones.
  List<String> requests() {
    return get(StubTester.NOTED).lines().toList();
  }

  /// Makes it leave requests without an answer.
  void silence() {
    get(StubTester.SILENT);
  }

  void letAnswer() {
    get(StubTester.TALKATIVE);
  }

  private String get(String path) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(tester.resolve(path)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
