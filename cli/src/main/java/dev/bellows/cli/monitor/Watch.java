package dev.bellows.cli.monitor;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.LiveStates;
import dev.bellows.cli.draw.Glyphs;
import dev.bellows.cli.monitor.Picture.Link;
import dev.bellows.cli.watch.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Keeps the picture up to date: the state by its stream, what happened when the state changed.
final class Watch implements AutoCloseable, LiveStates.Listener {
  private static final Duration STALLED = Duration.ofSeconds(5);
  private static final Duration GIVEN_UP = Duration.ofSeconds(10);
  private static final int EVENTS = 60;
  private static final int DECISIONS = 40;

  private final Controller controller;
  private final LiveStates states;
  private final Trend trend = new Trend();
  private Json state;
  private List<Happening> happened = List.of();
  private String seen = "";
  private double cpuTarget;
  private boolean lost;
  private Instant since = Instant.now();
  private Instant lastState = Instant.now();

  /// @throws CommandFailure when the controller does not answer at the beginning
  Watch(Controller controller) {
    this.controller = controller;
    this.state = Json.parse(controller.get("/api/state"));
    readHistory();
    state(state);
    this.states = controller.follow(this);
  }

  @Override
  public void state(Json next) {
    String signature = signature(next);
    boolean changed;
    synchronized (this) {
      Instant now = Instant.now();
      state = next;
      lastState = now;
      if (lost) {
        lost = false;
        since = now;
      }
      trend.add(now, next);
      changed = !signature.equals(seen);
      seen = signature;
    }
    if (changed) {
      readWhatHappened();
    }
  }

  @Override
  public synchronized void lost() {
    if (!lost) {
      lost = true;
      since = Instant.now();
    }
  }

  synchronized Picture picture(String note, boolean help, Glyphs glyphs) {
    Instant now = Instant.now();
    Duration silence = Duration.between(lastState, now);
    if (!lost && silence.compareTo(GIVEN_UP) > 0) {
      states.reconnect();
    }
    boolean stalled = !lost && silence.compareTo(STALLED) > 0;
    Link link = lost ? Link.LOST : stalled ? Link.STALLED : Link.LIVE;
    return new Picture(
        controller.address().toString(),
        now,
        state,
        cpuTarget,
        trend,
        happened,
        link,
        stalled ? lastState : since,
        note,
        help,
        glyphs);
  }

  @Override
  public void close() {
    states.close();
  }

  /// The events grow when pods, runs or the autoscaler change.
  private static String signature(Json state) {
    StringBuilder text = new StringBuilder(state.at("lastDecision").text("time"));
    for (Json pod : state.items("pods")) {
      text.append(pod.text("name")).append(pod.flag("ready")).append(pod.flag("terminating"));
    }
    state.items("runs").forEach(run -> text.append(run.text("id")).append(run.text("state")));
    return text.toString();
  }

  private void readWhatHappened() {
    try {
      List<Json> decisions = Json.parseList(controller.get("/api/decisions?limit=" + DECISIONS));
      List<Json> events = Json.parseList(controller.get("/api/events?limit=" + EVENTS));
      List<Happening> all = Happening.of(events, decisions);
      synchronized (this) {
        happened = all;
        decisions.stream().findFirst().ifPresent(this::learnTarget);
      }
    } catch (CommandFailure missed) {
      // The next change asks again; a connection that is lost is noticed by the stream.
    }
  }

  /// What a pod should use follows from what one uses on average and what share of its target that
  /// is. Small shares are too coarse to reckon with.
  private void learnTarget(Json decision) {
    for (Json metric : decision.at("trace").items("metrics")) {
      double utilization = metric.number("utilizationPercent");
      if (utilization >= 20 || cpuTarget == 0 && utilization >= 5) {
        cpuTarget = metric.number("averageMilli") * metric.number("targetPercent") / utilization;
      }
    }
  }

  /// A controller without history starts with empty curves.
  private void readHistory() {
    try {
      Json history = Json.parse(controller.get("/api/history?last=5m"));
      trend.addHistory(history);
      history.list("cpuTarget").stream()
          .filter(Number.class::isInstance)
          .forEach(target -> cpuTarget = ((Number) target).doubleValue());
    } catch (CommandFailure none) {
      // The curves fill while they are watched.
    }
  }
}
