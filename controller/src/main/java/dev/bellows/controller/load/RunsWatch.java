package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks the load testers for their runs every second, so that nobody else has to wait for them. So
/// it sees what was started there, and what an earlier controller had started.
@Singleton
public final class RunsWatch {
  private static final Logger LOG = Logger.getLogger(RunsWatch.class);
  private static final int MOST_RUNS = 20;
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /// How long the load testers that were found are taken for all.
  private static final Duration LOOK_AROUND = Duration.ofSeconds(10);

  private final Discovery discovery;
  private final TesterClient client;
  private final Fleet fleet;
  private final ObjectMapper json;
  private volatile RunsPicture latest =
      new RunsPicture(List.of(), Optional.of("No load tester has been asked yet."));
  private volatile List<Tester> testers = List.of();
  private volatile List<ToldRun> direct = List.of();
  private Instant lookedAround = Instant.EPOCH;
  private @Nullable Thread asking;

  RunsWatch(Discovery discovery, TesterClient client, Fleet fleet, ObjectMapper json) {
    this.discovery = discovery;
    this.client = client;
    this.fleet = fleet;
    this.json = json;
  }

  public void start() {
    asking = Thread.ofVirtual().name("runs-watch").start(this::askEverySecond);
  }

  @PreDestroy
  void stop() {
    if (asking != null) {
      asking.interrupt();
    }
  }

  public RunsPicture latest() {
    return latest;
  }

  private void askEverySecond() {
    try {
      while (true) {
        Instant next = Instant.now().plus(PERIOD);
        try {
          ask();
        } catch (RuntimeException unexpected) {
          LOG.warnf(unexpected, "asking the load testers for their runs failed");
        }
        Duration pause = Duration.between(Instant.now(), next);
        Thread.sleep(pause.isNegative() ? Duration.ZERO : pause);
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks now, and gives all runs.
  synchronized RunsPicture ask() {
    Optional<String> absence = Optional.empty();
    try {
      lookAround();
      List<ToldRun> told = told(testers);
      fleet.adopt(told.stream().filter(ToldRun::isPart).toList());
      direct = told.stream().filter(run -> !run.isPart()).toList();
    } catch (TesterAbsentException nobody) {
      lookedAround = Instant.EPOCH;
      testers = List.of();
      direct = List.of();
      absence = Optional.of(String.valueOf(nobody.getMessage()));
    }
    List<JsonNode> runs = new ArrayList<>();
    direct.forEach(run -> runs.add(run.run()));
    fleet.all().forEach(run -> runs.add(run.view()));
    runs.sort(Comparator.comparing(RunsWatch::startedAt).reversed());
    latest =
        new RunsPicture(List.copyOf(runs.subList(0, Math.min(MOST_RUNS, runs.size()))), absence);
    return new RunsPicture(runs, absence);
  }

  private void lookAround() {
    Instant now = Instant.now();
    if (testers.isEmpty() || lookedAround.plus(LOOK_AROUND).isBefore(now)) {
      testers = discovery.testers();
      lookedAround = now;
    }
  }

  private List<ToldRun> told(List<Tester> some) {
    List<Future<List<ToldRun>>> asked = Together.each(some, this::askTwice);
    List<List<ToldRun>> told = Together.good(asked);
    if (told.size() < some.size()) {
      lookedAround = Instant.EPOCH;
    }
    if (told.isEmpty()) {
      throw absence();
    }
    return told.stream().flatMap(List::stream).toList();
  }

  /// A question may be asked twice; one lost answer must not make runs vanish for a second.
  private List<ToldRun> askTwice(Tester tester) {
    try {
      return ask(tester);
    } catch (TesterAbsentException once) {
      return ask(tester);
    }
  }

  private List<ToldRun> ask(Tester tester) {
    return read(client.get(tester.address(), "/runs"), tester);
  }

  private List<ToldRun> read(TesterAnswer answer, Tester tester) {
    try {
      List<ToldRun> runs = new ArrayList<>();
      for (JsonNode run : json.readTree(answer.body())) {
        if (run instanceof ObjectNode object) {
          runs.add(new ToldRun(object, tester));
        }
      }
      return runs;
    } catch (IOException notJson) {
      throw new TesterAbsentException(tester.address(), notJson);
    }
  }

  /// Ends what goes on at the load testers, and gives what of it the fleet does not know.
  List<ObjectNode> stopRest() {
    List<Future<List<ToldRun>>> asked =
        Together.each(
            testers(), tester -> read(client.send(tester.address(), "DELETE", "/runs"), tester));
    return Together.good(asked).stream()
        .flatMap(List::stream)
        .filter(run -> !run.isPart() || fleet.find(run.name()) == null)
        .map(ToldRun::run)
        .toList();
  }

  /// Which load tester has a run that was started there.
  Optional<Tester> whereIs(String id) {
    return direct.stream().filter(run -> run.id().equals(id)).map(ToldRun::tester).findFirst();
  }

  /// Those that answered when they were last looked for.
  List<Tester> testers() {
    List<Tester> known = testers;
    return known.isEmpty() ? discovery.testers() : known;
  }

  TesterAbsentException absence() {
    return new TesterAbsentException(discovery.bases(), new IOException("none of them answers"));
  }

  private static String startedAt(JsonNode run) {
    return run.path("startedAt").asText();
  }
}
