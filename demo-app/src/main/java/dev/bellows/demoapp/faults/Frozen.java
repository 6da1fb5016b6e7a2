package dev.bellows.demoapp.faults;

import dev.bellows.demoapp.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// Requests that hang until they are thawed. At most so many; over it the answer is 503.
final class Frozen {

  private static final int MOST = 10_000;

  private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  void hold(RoutingContext exchange, BooleanSupplier stillFrozen) {
    if (size.incrementAndGet() > MOST) {
      size.decrementAndGet();
      refuse(exchange);
      return;
    }
    Context context = Vertx.currentContext();
    held.add(() -> context.runOnContext(thawed -> goOn(exchange)));
    // The thaw may have come between the look at the settings and the queue.
    if (!stillFrozen.getAsBoolean()) {
      thaw();
    }
  }

  void thaw() {
    for (Runnable next = held.poll(); next != null; next = held.poll()) {
      size.decrementAndGet();
      next.run();
    }
  }

  private static void goOn(RoutingContext exchange) {
    if (exchange.response().closed()) {
      return;
    }
    exchange.request().resume();
    exchange.next();
  }

  private static void refuse(RoutingContext exchange) {
    exchange.request().resume();
    ProblemException.overloaded("%d requests hang already, which is the most".formatted(MOST), 1)
        .answer(exchange);
  }
}
