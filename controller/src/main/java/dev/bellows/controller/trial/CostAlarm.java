package dev.bellows.controller.trial;

import dev.bellows.controller.history.History;
import dev.bellows.controller.history.Point;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Tells when answered requests begin to cost more than they may, and when that has ended. Without
/// load there is nothing to divide by, so nothing is told.
public final class CostAlarm implements Consumer<Point> {
  private static final int LOOKED_AT_SECONDS = 300;
  private static final int EVERY_SECONDS = 10;
  private static final double LEAST_ANSWERED = 100;

  private final History history;
  private final OptionalDouble mostPerThousand;
  private final Consumer<String> alarm;
  private boolean over;

  /// @param mostPerThousand what 1,000 answered requests may cost; empty for no alarm
  /// @param alarm is told a sentence
  public CostAlarm(History history, OptionalDouble mostPerThousand, Consumer<String> alarm) {
    this.history = history;
    this.mostPerThousand = mostPerThousand;
    this.alarm = alarm;
  }

  @Override
  public void accept(Point now) {
    if (mostPerThousand.isPresent() && now.second() % EVERY_SECONDS == 0) {
      look(history.between(now.second() - LOOKED_AT_SECONDS, now.second()));
    }
  }

  private void look(List<Point> points) {
    double answered = points.stream().mapToDouble(point -> point.traffic().answered()).sum();
    if (answered < LEAST_ANSWERED) {
      return;
    }
    double spent = points.getLast().cost() - points.getFirst().cost();
    double perThousand = spent / answered * 1_000;
    boolean now = perThousand > mostPerThousand.getAsDouble();
    if (now != over) {
      over = now;
      alarm.accept(
          String.format(
              Locale.ROOT,
              "1,000 answered requests cost %.6f over the last five minutes, %s %.6f.",
              perThousand,
              now ? "more than" : "no longer more than",
              mostPerThousand.getAsDouble()));
    }
  }
}
