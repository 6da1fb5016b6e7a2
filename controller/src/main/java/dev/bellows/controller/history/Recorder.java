package dev.bellows.controller.history;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Takes one point a second from the bench and adds it to the history.
public final class Recorder implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Recorder.class);

  /// What the bench is in this second; it must not wait for anybody.
  public interface Source {
    Point observe(long second);
  }

  private final History history;
  private final Source source;
  private final Clock clock;
  private final List<Consumer<Point>> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("history").daemon().factory());
  private long last;
  private boolean failing;

  public Recorder(History history, Source source, Clock clock) {
    this.history = history;
    this.source = source;
    this.clock = clock;
  }

  /// The listener is told every point that was added; it must return at once.
  public void onPoint(Consumer<Point> listener) {
    listeners.add(listener);
  }

  public void start() {
    // Delays rather than a rate: seconds that a suspended process missed are not made up for.
    thread.schedule(this::tickAndGoOn, 0, TimeUnit.MILLISECONDS);
  }

  private void tickAndGoOn() {
    try {
      tick(clock.instant().getEpochSecond());
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.error("A second could not be recorded; the next one is not affected", e);
      }
      failing = true;
    }
    thread.schedule(this::tickAndGoOn, untilNextSecond(), TimeUnit.MILLISECONDS);
  }

  /// To the middle of the next second, where neither border is near.
  private long untilNextSecond() {
    return 1_500 - clock.millis() % 1_000;
  }

  void tick(long second) {
    if (second == last) {
      return;
    }
    last = second;
    Point point = source.observe(second);
    history.add(point);
    listeners.forEach(listener -> listener.accept(point));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
