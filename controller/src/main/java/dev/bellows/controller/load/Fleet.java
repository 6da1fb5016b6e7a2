package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The runs that all load testers carry together, the running ones and the last that ended.
@Singleton
final class Fleet {
  private static final int KEPT_RUNS = 100;

  /// Of the last runs with so many seconds together every second is kept.
  private static final int KEPT_SECONDS = 10_000;

  private static final int ACCEPTED = 202;
  private static final int BYTES_PER_MILLI = 1_000;

  /// What is agreed with each load tester, and not for others to say.
  private static final List<String> TERMS = List.of("fleet", "slice", "startAt", "lease");

  private final Discovery discovery;
  private final TesterClient client;
  private final ObjectMapper json;
  private final LoadConfig config;
  private final TesterLosses losses;

  /// By name; nothing while it is being started.
  private final Map<String, Optional<FleetRun>> runs = new LinkedHashMap<>();

  Fleet(
      Discovery discovery,
      TesterClient client,
      ObjectMapper json,
      LoadConfig config,
      TesterLosses losses) {
    this.discovery = discovery;
    this.client = client;
    this.json = json;
    this.config = config;
    this.losses = losses;
  }

  /// Starts a run on every load tester that answers, each with its share.
  TesterAnswer start(TesterRequest request) {
    for (String term : TERMS) {
      if (request.asksFor(term)) {
        return ours(term, "/load");
      }
    }
    List<Tester> testers = discovery.testers();
    String name = reserveName();
    boolean sent = false;
    try {
      Instant startAt = Instant.now().plus(config.headStart()).plus(toRead(request.body()));
      List<Future<TesterAnswer>> asked =
          Together.each(
              IntStream.range(0, testers.size()).boxed().toList(),
              index ->
                  client.send(
                      testers.get(index).address(),
                      request.with(terms(name, testers, index, startAt))));
      List<TesterAnswer> answers = Together.good(asked);
      sent = answers.size() < asked.size() || answers.stream().anyMatch(TesterAnswer::isGood);
      Optional<TesterAnswer> refusal =
          answers.stream().filter(answer -> answer.status() != ACCEPTED).findFirst();
      if (refusal.isPresent() || answers.size() < testers.size()) {
        withdraw(name, testers);
        return refusal.orElseThrow(() -> absence(asked));
      }
      FleetRun run = begin(name, testers, answers, startAt);
      return TesterAnswer.json(ACCEPTED, run.view()).at("/runs/" + name);
    } finally {
      // A part that was withdrawn, but did not hear of it, must not be taken for an earlier
      // controller's: its name stays known.
      if (!sent) {
        forget(name);
      }
    }
  }

  /// A long recording takes its time to every load tester, and into it.
  private static Duration toRead(byte[] body) {
    return Duration.ofMillis(body.length / BYTES_PER_MILLI);
  }

  private String terms(String name, List<Tester> testers, int index, Instant startAt) {
    String terms =
        "fleet=%s&slice=%d/%d&lease=%s"
            .formatted(name, index, testers.size(), config.lease().toMillis() / 1e3);
    // One alone has nobody to agree with and begins at once.
    return testers.size() == 1
        ? terms
        : terms + "&startAt=" + testers.get(index).onItsClock(startAt);
  }

  private static TesterAnswer ours(String term, String path) {
    return TesterAnswer.problem(
        400,
        "Bad parameter",
        term
            + " is what the controller agrees on with its load testers: leave it out, or ask a load"
            + " tester itself.",
        path);
  }

  /// Takes back what some have accepted and others not. Who did not answer may have accepted, too.
  private void withdraw(String name, List<Tester> testers) {
    Together.each(
        IntStream.range(0, testers.size()).boxed().toList(),
        index ->
            client.send(testers.get(index).address(), "DELETE", "/runs/" + name + "-" + index));
  }

  private static RuntimeException absence(List<Future<TesterAnswer>> asked) {
    return asked.stream()
        .filter(outcome -> outcome.state() == Future.State.FAILED)
        .map(Future::exceptionNow)
        .map(cause ->
            cause instanceof RuntimeException known ? known : new IllegalStateException(cause))
        .findFirst()
        .orElseThrow();
  }

  private FleetRun begin(
      String name, List<Tester> testers, List<TesterAnswer> answers, Instant agreed) {
    Instant now = Instant.now();
    List<Share> shares = new ArrayList<>();
    for (int index = 0; index < testers.size(); index++) {
      ObjectNode run = (ObjectNode) read(answers.get(index));
      shares.add(new Share(index, run.path("id").asText(), testers.get(index), run, now));
    }
    Instant startedAt =
        testers.size() == 1 ? startOf(shares.getFirst().run(), testers.getFirst()) : agreed;
    return watch(name, shares, startedAt);
  }

  private FleetRun watch(String name, List<Share> shares, Instant startedAt) {
    ObjectNode first = shares.getFirst().run();
    Duration length =
        Duration.between(
            Instant.parse(first.path("startedAt").asText()),
            Instant.parse(first.path("endsAt").asText()));
    FleetRun run =
        new FleetRun(
            name, List.copyOf(shares), startedAt, startedAt.plus(length), this::stopGoing, losses);
    synchronized (this) {
      runs.put(name, Optional.of(run));
      forgetOld();
    }
    for (Share share : shares) {
      Tester tester = share.tester();
      if (tester != null) {
        Thread.ofVirtual()
            .name("share-" + share.id())
            .start(new ShareWatch(run, share, tester, client, json, config));
      }
    }
    return run;
  }

  private static Instant startOf(JsonNode run, Tester tester) {
    return Instant.parse(run.path("startedAt").asText()).minus(tester.clockAhead());
  }

  private JsonNode read(TesterAnswer answer) {
    try {
      return json.readTree(answer.body());
    } catch (IOException notJson) {
      throw new IllegalStateException("a load tester's answer is not JSON", notJson);
    }
  }

  /// Puts runs together again that an earlier controller had started.
  void adopt(List<ToldRun> parts) {
    Map<String, Map<Integer, ToldRun>> found = new LinkedHashMap<>();
    for (ToldRun part : parts) {
      if (!knows(part.name())) {
        found.computeIfAbsent(part.name(), first -> new LinkedHashMap<>()).put(part.part(), part);
      }
    }
    found.forEach(this::adopt);
  }

  private void adopt(String name, Map<Integer, ToldRun> parts) {
    ToldRun any = parts.values().iterator().next();
    Instant now = Instant.now();
    List<Share> shares = new ArrayList<>();
    for (int index = 0; index < any.parts(); index++) {
      ToldRun part = parts.get(index);
      ObjectNode told = part == null ? any.run() : part.run();
      Tester tester = part == null ? null : part.tester();
      shares.add(new Share(index, name + "-" + index, tester, told, now));
    }
    FleetRun run = watch(name, shares, startOf(any.run(), any.tester()));
    for (Share share : shares) {
      if (share.tester() == null) {
        run.lose(share, "was not found again after a restart of the controller", now);
      }
    }
  }

  /// The run, or nothing if the fleet has none of that name.
  synchronized @Nullable FleetRun find(String name) {
    return runs.getOrDefault(name, Optional.empty())
        .filter(run -> !run.isUnreadable())
        .orElse(null);
  }

  synchronized boolean knows(String name) {
    return runs.containsKey(name);
  }

  synchronized List<FleetRun> all() {
    return runs.values().stream()
        .flatMap(Optional::stream)
        .filter(run -> !run.isUnreadable())
        .toList();
  }

  ObjectNode stop(FleetRun run) {
    if (run.stop(Instant.now())) {
      stopGoing(run, run.going());
    }
    return run.view();
  }

  private void stopGoing(FleetRun run) {
    List<Share> going = run.going();
    Thread.ofVirtual().name("call-off-" + run.name()).start(() -> stopGoing(run, going));
  }

  private void stopGoing(FleetRun run, List<Share> going) {
    askAll(going, new TesterRequest("DELETE", "/runs/" + run.name(), "", new byte[0]));
  }

  private List<Future<TesterAnswer>> askAll(List<Share> shares, TesterRequest request) {
    List<Share> known = shares.stream().filter(share -> share.tester() != null).toList();
    return Together.each(
        known,
        share -> {
          Tester tester = share.tester();
          return client.send(tester.address(), request.at("/runs/" + share.id()));
        });
  }

  /// Changes the intensity of all parts at one instant.
  TesterAnswer change(FleetRun run, TesterRequest request) {
    List<Share> going = run.going();
    if (!run.state().equals("RUNNING")) {
      return TesterAnswer.problem(
          409,
          "Not possible now",
          "Run %s is %s; only a running one can be changed.".formatted(run.name(), run.state()),
          "/runs/" + run.name());
    }
    if (run.shares().size() > 1 && request.asksFor("at")) {
      return ours("at", "/runs/" + run.name());
    }
    Instant at = Instant.now().plus(config.headStart());
    List<Future<TesterAnswer>> asked =
        Together.each(
            going,
            share -> {
              Tester tester = share.tester();
              TesterRequest own = request.at("/runs/" + share.id());
              return client.send(
                  tester.address(),
                  run.shares().size() == 1 ? own : own.with("at=" + tester.onItsClock(at)));
            });
    List<TesterAnswer> answers = Together.good(asked);
    List<TesterAnswer> refusals = answers.stream().filter(answer -> !answer.isGood()).toList();
    if (refusals.size() == answers.size()) {
      return refusals.stream().findFirst().orElseThrow(() -> absence(asked));
    }
    for (int i = 0; i < asked.size(); i++) {
      Future<TesterAnswer> outcome = asked.get(i);
      if (outcome.state() != Future.State.SUCCESS || !outcome.resultNow().isGood()) {
        run.lose(going.get(i), "did not take a change of intensity", Instant.now());
      }
    }
    ObjectNode view = run.view();
    read(answers.stream().filter(TesterAnswer::isGood).findFirst().orElseThrow())
        .properties()
        .stream()
        .filter(field -> field.getKey().equals("intensity"))
        .forEach(field -> view.set("intensity", field.getValue()));
    return TesterAnswer.json(200, view);
  }

  private synchronized String reserveName() {
    String name;
    do {
      name = "r" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 35), 36);
    } while (runs.containsKey(name));
    runs.put(name, Optional.empty());
    return name;
  }

  private synchronized void forget(String name) {
    runs.remove(name);
  }

  /// Of the oldest that ended first the seconds are forgotten, then the run.
  private void forgetOld() {
    List<FleetRun> ended =
        runs.values().stream().flatMap(Optional::stream).filter(FleetRun::isOver).toList();
    int kept = 0;
    for (FleetRun run : ended.reversed()) {
      kept += run.keptSeconds();
      if (kept > KEPT_SECONDS) {
        run.forgetSeconds();
      }
    }
    ended.stream()
        .limit(Math.max(0, ended.size() - KEPT_RUNS))
        .map(FleetRun::name)
        .forEach(runs::remove);
  }
}
