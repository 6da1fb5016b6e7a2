package dev.bellows.controller.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Several machines behind one name, played by the addresses 127.0.0.2, 127.0.0.3 ...
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DiscoveryTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<String> hosts = new CopyOnWriteArrayList<>();
  private int port;

  @AfterEach
  void close() {
    servers.forEach(server -> server.stop(0));
    vertx.close();
  }

  @Test
  void a_name_is_as_many_load_testers_as_it_has_machines_that_answer() throws IOException {
    serve("127.0.0.2", "one", Duration.ZERO);
    serve("127.0.0.3", "other", Duration.ZERO);

    List<Tester> found = discovery("127.0.0.2", "127.0.0.3", "127.0.0.4").testers();

    assertThat(found)
        .extracting(tester -> tester.address().toString())
        .containsExactly("http://127.0.0.2:" + port, "http://127.0.0.3:" + port);
    // A load tester answers to its names only, and an address is none.
    assertThat(hosts).containsOnly("load-testers:" + port);
  }

  @Test
  void one_process_with_two_addresses_is_one_load_tester() throws IOException {
    serve("127.0.0.2", "same", Duration.ZERO);
    serve("127.0.0.3", "same", Duration.ZERO);

    assertThat(discovery("127.0.0.2", "127.0.0.3").testers()).hasSize(1);
  }

  @Test
  void a_clock_that_is_wrong_is_noticed_and_one_that_is_right_is_left_alone() throws IOException {
    serve("127.0.0.2", "right", Duration.ZERO);
    serve("127.0.0.3", "wrong", Duration.ofSeconds(40));

    List<Tester> found = discovery("127.0.0.2", "127.0.0.3").testers();

    assertThat(found.get(0).clockAhead()).isEqualTo(Duration.ZERO);
    assertThat(found.get(1).clockAhead()).isBetween(Duration.ofSeconds(35), Duration.ofSeconds(45));
    assertThat(found.get(1).onItsClock(Instant.EPOCH))
        .isEqualTo(Instant.EPOCH.plus(found.get(1).clockAhead()));
  }

  @Test
  void nobody_there_is_told_in_one_sentence() throws IOException {
    serve("127.0.0.2", "one", Duration.ZERO);

    assertThatThrownBy(() -> discovery("127.0.0.4").testers())
        .hasMessage(
            "The load tester at http://load-testers:%d does not answer; is it running?", port);
    assertThatThrownBy(() -> discovery().testers()).hasMessageContaining("does not answer");
  }

  private void serve(String address, String id, Duration clockAhead) throws IOException {
    InetAddress machine = InetAddress.getByName(address);
    HttpServer server = HttpServer.create(new InetSocketAddress(machine, port), 0);
    port = server.getAddress().getPort();
    server.createContext(
        "/tester",
        exchange -> {
          hosts.add(exchange.getRequestHeaders().getFirst("Host"));
          byte[] body =
              "{\"id\":\"%s\",\"now\":\"%s\"}"
                  .formatted(id, Instant.now().plus(clockAhead))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    servers.add(server);
  }

  private Discovery discovery(String... machines) {
    LoadConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withDefaultValue("bellows.load.timeout", "60s")
            .withMapping(LoadConfig.class)
            .build()
            .getConfigMapping(LoadConfig.class);
    return new Discovery(
        List.of(URI.create("http://load-testers:" + port)),
        new TesterClient(vertx, config),
        new ObjectMapper(),
        host -> addresses(machines));
  }

  private static InetAddress[] addresses(String... machines) throws UnknownHostException {
    if (machines.length == 0) {
      throw new UnknownHostException("load-testers");
    }
    InetAddress[] addresses = new InetAddress[machines.length];
    for (int i = 0; i < machines.length; i++) {
      addresses[i] = InetAddress.getByName(machines[i]);
    }
    return addresses;
  }
}
