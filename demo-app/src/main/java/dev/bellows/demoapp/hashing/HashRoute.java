package dev.bellows.demoapp.hashing;

import dev.bellows.demoapp.NumberParameter;
import dev.bellows.demoapp.Pod;
import dev.bellows.demoapp.ProblemException;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// `GET /hash?cpuMillis=10`: the work unit of the bench. A plain route, not a REST resource: what a
/// request costs beside the CPU it asks for is an error of every measurement made with it, and a
/// young pod still interprets all that code.
@Singleton
final class HashRoute {

  private static final NumberParameter CPU_MILLIS =
      new NumberParameter("cpuMillis", "0.1", "10000");
  private static final String UNLESS_GIVEN = "10";

  private final Pod pod;
  private final BurnPool pool;
  private final Timer durations;
  private final AtomicLong sequence = new AtomicLong();

  HashRoute(Pod pod, BurnPool pool, Timer durations) {
    this.pod = pod;
    this.pool = pool;
    this.durations = durations;
  }

  void register(@Observes Router router) {
    router.get("/hash").handler(this::hash);
    router.route("/hash").handler(HashRoute::refuseMethod);
  }

  private void hash(RoutingContext exchange) {
    try {
      String cpuMillis = exchange.request().getParam("cpuMillis", UNLESS_GIVEN);
      long nanos = Math.round(CPU_MILLIS.decimal(cpuMillis) * 1e6);
      submit(exchange, nanos);
    } catch (ProblemException invalid) {
      invalid.answer(exchange);
    }
  }

  private void submit(RoutingContext exchange, long nanos) {
    long arrived = System.nanoTime();
    String seed = pod.name() + "/" + sequence.incrementAndGet();
    Context eventLoop = Vertx.currentContext();
    pool.submit(
        seed,
        nanos,
        (done, failure) -> {
          String receipt = done == null ? null : receipt(seed, done, arrived).toJson();
          eventLoop.runOnContext(back -> answer(exchange, receipt, failure));
        });
  }

  private Receipt receipt(String seed, BurnPool.Done done, long arrived) {
    durations.record(System.nanoTime() - arrived, TimeUnit.NANOSECONDS);
    return new Receipt(
        pod.name(),
        seed,
        done.burn().digest(),
        done.burn().rounds(),
        done.burn().cpuNanos() / 1_000,
        done.queuedNanos() / 1_000);
  }

  private static void answer(
      RoutingContext exchange, @Nullable String receipt, @Nullable Throwable failure) {
    if (exchange.response().closed()) {
      return;
    }
    if (receipt != null) {
      exchange.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(receipt);
      return;
    }
    if (failure instanceof ProblemException problem) {
      problem.answer(exchange);
      return;
    }
    exchange.fail(failure);
  }

  private static void refuseMethod(RoutingContext exchange) {
    ProblemException.wrongMethod("GET", exchange.request().path()).answer(exchange);
  }
}
