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
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Talks to the load tester and never waits longer than its timeouts; no request is retried.
///
/// Streams last as long as somebody looks at them, so they have connections of their own: they must
/// not take those that the short questions need.
@Singleton
public final class LoadTesters {
  private static final String DATA = "data:";
  private static final int KEPT_SECONDS = 5;
  private static final int MOST_STREAMS = 64;

  private final HttpClient client;
  private final HttpClient streams;
  private final URI tester;
  private final Duration timeout;
  private final Duration changeTimeout;

  LoadTesters(Vertx vertx, LoadConfig config) {
    this.tester = config.testers().getFirst();
    this.timeout = config.timeout();
    this.changeTimeout = config.changeTimeout();
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) timeout.toMillis())
            .setKeepAliveTimeout(KEPT_SECONDS);
    this.streams =
        vertx.createHttpClient(
            new HttpClientOptions(options),
            new PoolOptions().setHttp1MaxSize(MOST_STREAMS).setMaxWaitQueueSize(0));
    this.client =
        vertx.createHttpClient(
            options.setReadIdleTimeout(1 + (int) changeTimeout.plus(timeout).toSeconds()));
  }

  /// Sends a request to a path of the tester and gives its answer, whatever its status. A request
  /// whose answer does not come in time is reset, so that the tester need not act on it.
  public Uni<TesterAnswer> send(
      String method, String pathAndQuery, String contentType, byte[] body) {
    Duration patience = changes(method, pathAndQuery) ? changeTimeout : timeout;
    return Uni.createFrom()
        .completionStage(() ->
            client
                .request(options(method, pathAndQuery).setIdleTimeout(patience.toMillis()))
                .compose(request -> send(request, contentType, body))
                .compose(LoadTesters::answer)
                .toCompletionStage())
        .ifNoItem()
        .after(timeout.plus(patience))
        .fail()
        .onFailure()
        .transform(cause -> new TesterAbsentException(tester, cause));
  }

  private static boolean changes(String method, String pathAndQuery) {
    return !method.equals("GET") || pathAndQuery.startsWith("/load");
  }

  /// The data of a stream of server-sent events; nothing where the tester has no such stream.
  public Multi<String> events(String path) {
    return Multi.createFrom()
        .emitter(emitter ->
            streams
                .request(options("GET", path))
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

  private RequestOptions options(String method, String pathAndQuery) {
    return new RequestOptions()
        .setMethod(HttpMethod.valueOf(method))
        .setAbsoluteURI(tester.resolve(pathAndQuery).toString())
        .setConnectTimeout(timeout.toMillis());
  }

  private static Future<TesterAnswer> answer(HttpClientResponse response) {
    return response.body().map(body -> answer(response, body));
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
