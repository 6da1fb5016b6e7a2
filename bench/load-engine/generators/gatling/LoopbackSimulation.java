import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;

/// A warm-up, then the measured part, told apart by the name of the request in the statistics.
/// Closed: users that ask again at once over as many connections. Open: a new user for each
/// arrival, over shared connections, because a connection for each would measure the handshake.
///
/// System properties: `port`, `users` or `rate`, `warmUp` and `measured` in seconds.
public final class LoopbackSimulation extends Simulation {
  public LoopbackSimulation() {
    HttpProtocolBuilder protocol =
        http.baseUrl("http://127.0.0.1:" + Integer.getInteger("port"))
            .disableWarmUp()
            .disableCaching()
            .disableFollowRedirect()
            .disableAutoReferer()
            .shareConnections();
    setUp(
            part("warmUp", Integer.getInteger("warmUp"))
                .andThen(part("measured", Integer.getInteger("measured"))))
        .protocols(protocol);
  }

  private static PopulationBuilder part(String name, int seconds) {
    Integer rate = Integer.getInteger("rate");
    if (rate != null) {
      return scenario(name)
          .exec(http(name).get("/"))
          .injectOpen(constantUsersPerSec(rate).during(Duration.ofSeconds(seconds)));
    }
    ScenarioBuilder closed =
        scenario(name).during(Duration.ofSeconds(seconds)).on(http(name).get("/"));
    return closed.injectOpen(atOnceUsers(Integer.getInteger("users")));
  }
}
