package dev.bellows.demoapp.lifecycle;

import dev.bellows.demoapp.Condition;
import io.quarkus.arc.All;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// `/q/health/{started,live,ready}` in the shape of MicroProfile Health. Plain routes on the event
/// loop: a pod is probed every second, and through the stock extension that alone would cost an
/// idle pod several milliseconds of CPU each time. Alive is who answers.
@Singleton
final class Probes {

  private final List<Condition> conditions;

  Probes(@All List<Condition> conditions) {
    this.conditions = conditions;
  }

  void register(@Observes Router router) {
    serve(router, "/q/health/live", EnumSet.noneOf(Condition.Probe.class));
    serve(router, "/q/health/started", EnumSet.of(Condition.Probe.STARTED));
    serve(router, "/q/health/ready", EnumSet.of(Condition.Probe.READY));
    serve(router, "/q/health", EnumSet.allOf(Condition.Probe.class));
  }

  private void serve(Router router, String path, Set<Condition.Probe> probes) {
    List<Condition> asked =
        conditions.stream().filter(condition -> probes.contains(condition.probe())).toList();
    router.get(path).handler(exchange -> answer(exchange, asked));
  }

  private static void answer(RoutingContext exchange, List<Condition> asked) {
    boolean up = true;
    JsonArray checks = new JsonArray();
    for (Condition condition : asked) {
      String objection = condition.objection();
      JsonObject check =
          new JsonObject().put("name", condition.name()).put("status", word(objection == null));
      if (objection != null) {
        check.put("data", new JsonObject().put("because", objection));
        up = false;
      }
      checks.add(check);
    }
    exchange
        .response()
        .setStatusCode(up ? 200 : 503)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(new JsonObject().put("status", word(up)).put("checks", checks).encode());
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
