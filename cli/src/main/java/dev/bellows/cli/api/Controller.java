package dev.bellows.cli.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// The controller's API as the commands use it. Every failure is a [CommandFailure] with one
/// sentence.
public final class Controller implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private final URI address;
  private final HttpClient client;
  private final Runnable afterwards;

  public Controller(URI address) {
    this(address, () -> {});
  }

  /// @param afterwards done once it is closed
  Controller(URI address, Runnable afterwards) {
    this.address = address;
    this.afterwards = afterwards;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  public String get(String path) {
    return answerOf(request(path).GET().build());
  }

  public String post(String path) {
    return answerOf(request(path).POST(BodyPublishers.noBody()).build());
  }

  public String post(String path, String json) {
    return answerOf(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  public String put(String path, String json) {
    return answerOf(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json))
            .build());
  }

  public String delete(String path) {
    return answerOf(request(path).DELETE().build());
  }

  /// Follows the state until what is returned is closed.
  public LiveStates follow(LiveStates.Listener listener) {
    return new LiveStates(address, listener);
  }

  public URI address() {
    return address;
  }

  @Override
  public void close() {
    client.shutdownNow();
    afterwards.run();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(ANSWER_TIMEOUT)
        .header("Accept", "application/json, application/problem+json");
  }

  private String answerOf(HttpRequest request) {
    HttpResponse<String> response = send(request);
    if (response.statusCode() < 400) {
      return response.body();
    }
    throw new CommandFailure(exitCodeOf(response.statusCode()), sentenceOf(response));
  }

  /// Conflict and Too Many Requests say that the bench cannot now, not that the request was wrong.
  private static int exitCodeOf(int status) {
    boolean badUsage = status < 500 && status != 409 && status != 429;
    return badUsage ? ExitCode.BAD_USAGE : ExitCode.NOT_REACHABLE;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException unreachable) {
      throw new CommandFailure(
          ExitCode.NOT_REACHABLE,
          "No controller answers at "
              + address
              + ": start one with `bellows up`, or name another with --server.");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.NOT_REACHABLE, "Interrupted while waiting for " + address);
    }
  }

  private static String sentenceOf(HttpResponse<String> response) {
    String status = response.uri() + " answered " + response.statusCode();
    if (!response.headers().firstValue("Content-Type").orElse("").contains("json")) {
      return status;
    }
    String detail = Json.parse(response.body()).text("detail");
    return detail.isEmpty() ? status : detail;
  }
}
