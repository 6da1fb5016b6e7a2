package dev.bellows.controller.load;

import io.smallrye.mutiny.Multi;
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
import io.vertx.core.net.SocketAddress;
import io.vertx.core.parsetools.RecordParser;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Talks to load testers and never waits longer than its timeouts; no request is retried. It waits
/// for the answer, so it is called on virtual threads.
///
/// Streams last as long as somebody looks at them, so they have connections of their own: they must
/// not take those that the short questions need.
///
/// What happens to a response is said on the event loop, before it can come. The calling thread
/// might say it too late, and what has come by then is dropped: the answer would seem to be empty.
@Singleton
final class TesterClient {
  private static final String DATA = "data:";
  private static final int KEPT_SECONDS = 5;
  private static final int MOST_STREAMS = 64;
  private static final int MOST_PER_TESTER = 16;
  private static final byte[] NOTHING = {};

  private final HttpClient client;
  private final HttpClient streams;
  private final Duration timeout;
  private final Duration changeTimeout;

  TesterClient(Vertx vertx, LoadConfig config) {
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
            options.setReadIdleTimeout(1 + (int) changeTimeout.plus(timeout).toSeconds()),
            new PoolOptions().setHttp1MaxSize(MOST_PER_TESTER));
  }

  TesterAnswer get(TesterAddress tester, String pathAndQuery) {
    return send(tester, new TesterRequest("GET", pathAndQuery, "", NOTHING), timeout);
  }

  /// Renews a lease. There will be time for another try, so nobody waits long for the answer.
  TesterAnswer renew(TesterAddress tester, String run) {
    return send(tester, new TesterRequest("PUT", "/runs/" + run + "/lease", "", NOTHING), timeout);
  }

  TesterAnswer send(TesterAddress tester, String method, String pathAndQuery) {
    return send(tester, new TesterRequest(method, pathAndQuery, "", NOTHING));
  }

  /// Sends a request and gives the answer, whatever its status. A request whose answer does not
  /// come in time is reset, so that the tester need not act on it.
  TesterAnswer send(TesterAddress tester, TesterRequest request) {
    return send(tester, request, request.changesSomething() ? changeTimeout : timeout);
  }

  private TesterAnswer send(TesterAddress tester, TesterRequest request, Duration patience) {
    RequestOptions options =
        options(tester, request.method(), request.pathAndQuery())
            .setIdleTimeout(patience.toMillis());
    try {
      return client
          .request(options)
          .compose(open -> send(open, request).compose(TesterClient::answer))
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.plus(patience).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new TesterAbsentException(tester, failed.getCause());
    } catch (TimeoutException late) {
      throw new TesterAbsentException(tester, late);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new TesterAbsentException(tester, ending);
    }
  }

  /// The data of a stream of server-sent events; nothing where the tester has no such stream.
  Multi<String> events(TesterAddress tester, String path) {
    return Multi.createFrom()
        .emitter(emitter ->
            streams
                .request(options(tester, "GET", path))
                .compose(request ->
                    request
                        .putHeader("Accept", "text/event-stream")
                        .send()
                        .onSuccess(response -> passOn(response, emitter)))
                .onFailure(cause -> emitter.fail(new TesterAbsentException(tester, cause))));
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

  private static Future<HttpClientResponse> send(HttpClientRequest open, TesterRequest request) {
    if (request.body().length > 0) {
      open.putHeader("Content-Type", request.contentType());
    }
    return open.send(Buffer.buffer(request.body()));
  }

  /// The connection goes to the machine, while the Host header keeps the name.
  private RequestOptions options(TesterAddress tester, String method, String pathAndQuery) {
    return new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(tester.port(), tester.machine()))
        .setMethod(HttpMethod.valueOf(method))
        .setAbsoluteURI(tester.base().resolve(pathAndQuery).toString())
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
