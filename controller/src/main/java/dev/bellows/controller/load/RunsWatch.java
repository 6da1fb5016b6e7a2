package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Asks the load tester for its runs every second, so that nobody else has to wait for it.
@Singleton
public final class RunsWatch {
  private static final int MOST_RUNS = 20;

  private final LoadTesters testers;
  private final ObjectMapper json;
  private volatile RunsPicture latest =
      new RunsPicture(List.of(), Optional.of("The load tester has not been asked yet."));
  private Cancellable polling = () -> {};

  RunsWatch(LoadTesters testers, ObjectMapper json) {
    this.testers = testers;
    this.json = json;
  }

  public void start() {
    polling =
        Multi.createFrom()
            .ticks()
            .every(Duration.ofSeconds(1))
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> poll())
            .subscribe()
            .with(picture -> latest = picture);
  }

  @PreDestroy
  void stop() {
    polling.cancel();
  }

  public RunsPicture latest() {
    return latest;
  }

  private Uni<RunsPicture> poll() {
    return testers
        .send("GET", "/runs", "", new byte[0])
        .map(this::read)
        // A question may be asked twice; one lost answer must not make the runs vanish for a
        // second.
        .onFailure()
        .retry()
        .atMost(1)
        .onFailure()
        .recoverWithItem(
            cause -> new RunsPicture(List.of(), Optional.of(String.valueOf(cause.getMessage()))));
  }

  private RunsPicture read(TesterAnswer answer) {
    try {
      JsonNode document = json.readTree(answer.body());
      List<JsonNode> runs = new ArrayList<>();
      (document.isArray() ? document : document.path("runs")).forEach(runs::add);
      runs.sort(Comparator.comparing(RunsWatch::startedAt).reversed());
      return new RunsPicture(
          List.copyOf(runs.subList(0, Math.min(MOST_RUNS, runs.size()))), Optional.empty());
    } catch (IOException e) {
      return new RunsPicture(List.of(), Optional.of("The load tester's answer is not JSON."));
    }
  }

  private static String startedAt(JsonNode run) {
    return run.path("startedAt").asText();
  }
}
