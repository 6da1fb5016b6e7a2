package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/// Finds the load testers that are there now.
@Singleton
final class Discovery {

  /// Clocks of one machine differ by less than the way of a message.
  private static final Duration SAME_CLOCK = Duration.ofMillis(20);

  /// What a host name stands for.
  interface Names {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final List<URI> bases;
  private final TesterClient client;
  private final ObjectMapper json;
  private final Names names;

  @Inject
  Discovery(LoadConfig config, TesterClient client, ObjectMapper json) {
    this(config.testers(), client, json, InetAddress::getAllByName);
  }

  Discovery(List<URI> bases, TesterClient client, ObjectMapper json, Names names) {
    this.bases = bases;
    this.client = client;
    this.json = json;
    this.names = names;
  }

  List<URI> bases() {
    return bases;
  }

  /// Every machine that the configured names stand for now, whether it answers or not.
  List<TesterAddress> addresses() {
    List<TesterAddress> addresses = new ArrayList<>();
    for (URI base : bases) {
      try {
        String host = base.getHost().replaceAll("[\\[\\]]", "");
        for (InetAddress machine : names.resolve(host)) {
          addresses.add(new TesterAddress(base, machine.getHostAddress()));
        }
      } catch (UnknownHostException nobody) {
        // A headless Service without pods has no address at all.
      }
    }
    return addresses;
  }

  /// Those that answer, each process once.
  ///
  /// @throws TesterAbsentException if none does
  List<Tester> testers() {
    List<Future<Tester>> asked = Together.each(addresses(), this::ask);
    Map<String, Tester> answering = new LinkedHashMap<>();
    Together.good(asked).forEach(tester -> answering.putIfAbsent(tester.id(), tester));
    if (answering.isEmpty()) {
      throw new TesterAbsentException(
          bases,
          asked.isEmpty()
              ? new UnknownHostException(bases.toString())
              : asked.getFirst().exceptionNow());
    }
    return List.copyOf(answering.values());
  }

  private Tester ask(TesterAddress address) {
    Instant asked = Instant.now();
    TesterAnswer answer = client.get(address, "/tester");
    Duration way = Duration.between(asked, Instant.now());
    try {
      JsonNode tester = json.readTree(answer.body());
      Instant now = Instant.parse(tester.path("now").asText());
      Duration ahead = Duration.between(asked.plus(way.dividedBy(2)), now);
      boolean same = ahead.abs().compareTo(SAME_CLOCK.plus(way)) < 0;
      return new Tester(address, tester.path("id").asText(), same ? Duration.ZERO : ahead);
    } catch (IOException | RuntimeException unreadable) {
      throw new TesterAbsentException(address, unreadable);
    }
  }
}
