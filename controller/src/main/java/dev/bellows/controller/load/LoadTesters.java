package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// All load testers as if they were one: it is asked what a load tester is asked, and answers like
/// one. Runs that were started on a load tester itself are shown and led there.
@Singleton
public final class LoadTesters {
  private static final String RUNS = "/runs";

  private final Fleet fleet;
  private final RunsWatch watch;
  private final TesterClient client;
  private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();

  LoadTesters(Fleet fleet, RunsWatch watch, TesterClient client) {
    this.fleet = fleet;
    this.watch = watch;
    this.client = client;
  }

  @PreDestroy
  void close() {
    waiting.shutdownNow();
  }

  /// Sends a request to a path of a load tester and gives its answer, whatever its status.
  public Uni<TesterAnswer> send(
      String method, String pathAndQuery, String contentType, byte[] body) {
    TesterRequest request = new TesterRequest(method, pathAndQuery, contentType, body);
    return Uni.createFrom().item(() -> answer(request)).runSubscriptionOn(waiting);
  }

  /// The data of a run's stream of server-sent events; nothing where there is no such run.
  public Multi<String> events(String path) {
    String id = idOf(path);
    FleetRun run = fleet.find(id);
    if (run != null) {
      return run.events();
    }
    return Uni.createFrom()
        .item(() -> where(id))
        .runSubscriptionOn(waiting)
        .onItem()
        .transformToMulti(tester ->
            tester.isPresent()
                ? client.events(tester.get().address(), path)
                : Multi.createFrom().empty());
  }

  private TesterAnswer answer(TesterRequest request) {
    String path = request.path();
    if (path.equals("/load")) {
      return fleet.start(request);
    }
    if (path.equals(RUNS)) {
      return request.method().equals("DELETE") ? stopAll() : all();
    }
    FleetRun run = fleet.find(idOf(path));
    return run == null ? pass(request) : answer(run, request);
  }

  private TesterAnswer answer(FleetRun run, TesterRequest request) {
    String part = request.path().substring((RUNS + "/" + run.name()).length());
    return switch (request.method() + " " + part) {
      case "GET " -> TesterAnswer.json(200, run.view());
      case "DELETE " -> TesterAnswer.json(200, fleet.stop(run));
      case "PATCH " -> fleet.change(run, request);
      case "GET /histogram" -> kept(run, run.log(), "text/plain");
      case "GET /seconds" -> kept(run, run.table(), "text/csv");
      default ->
          TesterAnswer.problem(
              404,
              "Not Found",
              "There is nothing at %s.".formatted(request.path()),
              request.path());
    };
  }

  private static TesterAnswer kept(FleetRun run, @Nullable String text, String type) {
    return text == null
        ? TesterAnswer.problem(
            409,
            "Not possible now",
            "The seconds of run %s are no longer kept.".formatted(run.name()),
            RUNS + "/" + run.name())
        : TesterAnswer.text(200, type + ";charset=UTF-8", text);
  }

  private TesterAnswer all() {
    RunsPicture picture = watch.ask();
    if (picture.runs().isEmpty() && picture.absence().isPresent()) {
      throw watch.absence();
    }
    return TesterAnswer.json(200, picture.json());
  }

  private TesterAnswer stopAll() {
    List<FleetRun> running =
        fleet.all().stream().filter(run -> run.state().equals("RUNNING")).toList();
    List<JsonNode> stopped = new ArrayList<>(Together.good(Together.each(running, fleet::stop)));
    stopped.addAll(watch.stopRest());
    return TesterAnswer.json(200, RunsPicture.json(stopped));
  }

  /// Passes a request on to the load tester that knows the run.
  private TesterAnswer pass(TesterRequest request) {
    Optional<Tester> knows = where(idOf(request.path()));
    // Where none does, the first says so.
    Tester asked = knows.orElseGet(() -> watch.testers().getFirst());
    return client.send(asked.address(), request);
  }

  private Optional<Tester> where(String id) {
    return watch
        .whereIs(id)
        .or(() ->
            watch.testers().stream()
                .filter(tester -> client.get(tester.address(), RUNS + "/" + id).isGood())
                .findFirst());
  }

  private static String idOf(String path) {
    String[] steps = path.split("/");
    return steps.length > 2 ? steps[2] : "";
  }
}
