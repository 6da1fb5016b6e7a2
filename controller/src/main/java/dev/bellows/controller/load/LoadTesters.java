package dev.bellows.controller.load;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Talks to the load tester and never waits longer than its timeout; no request is retried.
@Singleton
public final class LoadTesters {
  private static final String DATA = "data:";
  private static final int IDLE_SECONDS = 5;

  private final HttpClient client;
  private final URI tester;
  private final Duration timeout;

  LoadTesters(Vertx vertx, LoadConfig config) {
    this.tester = config.testers().getFirst();
    this.timeout = config.timeout();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS));
  }

  /// Sends a request to a path of the tester and gives its answer, whatever its status.
  public Uni<TesterAnswer> send(
      String method, String pathAndQuery, String contentType, byte[] body) {
    return Uni.createFrom()
        .completionStage(() ->
            request(method, pathAndQuery)
                .compose(request -> send(request, contentType, body))
                .compose(response -> response.body().map(bytes -> answer(response, bytes)))
                .toCompletionStage())
        .ifNoItem()
        .after(timeout)
        .fail()
        .onFailure()
        .transform(cause -> new TesterAbsentException(tester, cause));
  }

  /// The data of a stream of server-sent events.
  public Multi<String> events(String path) {
    return Multi.createFrom()
        .emitter(emitter ->
            request("GET", path)
                .compose(request -> request.putHeader("Accept", "text/event-stream").send())
                .onFailure(cause -> emitter.fail(new TesterAbsentException(tester, cause)))
                .onSuccess(response -> passOn(response, emitter)));
  }

  private static void passOn(HttpClientResponse response, MultiEmitter<? super String> emitter) {
    if (response.statusCode() != 200) {
      emitter.complete();
      return;
    }
    emitter.onTermination(() -> response.request().reset());
    RecordParser lines =
        RecordParser.newDelimited(
            "\n",
            line -> {
              String text = line.toString();
              if (text.startsWith(DATA)) {
                emitter.emit(text.substring(DATA.length()).strip());
              }
            });
    response
        .handler(lines)
        .exceptionHandler(broken -> emitter.complete())
        .endHandler(end -> emitter.complete());
  }

  private static Future<HttpClientResponse> send(
      HttpClientRequest request, String contentType, byte[] body) {
    if (body.length > 0) {
      request.putHeader("Content-Type", contentType);
    }
    return request.send(Buffer.buffer(body));
  }

  private Future<HttpClientRequest> request(String method, String pathAndQuery) {
    return client.request(
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(method))
            .setAbsoluteURI(tester.resolve(pathAndQuery).toString())
            .setConnectTimeout(timeout.toMillis()));
  }

  private static TesterAnswer answer(HttpClientResponse response, Buffer body) {
    String type = response.getHeader("Content-Type");
    return new TesterAnswer(
        response.statusCode(),
        type == null ? "application/octet-stream" : type,
        Optional.ofNullable(response.getHeader("Location")),
        body.getBytes());
  }
}
