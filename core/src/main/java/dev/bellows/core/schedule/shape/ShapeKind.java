package dev.bellows.core.schedule.shape;

import dev.bellows.core.schedule.RateCurve;
import dev.bellows.core.schedule.RateCurves;
import dev.bellows.core.schedule.RateCurves.Step;
import dev.bellows.core.schedule.RateTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The shapes that a request for load can name, each with its parameters.
enum ShapeKind {
  /// Level 100, or `level`.
  CONSTANT(List.of("level")) {
    @Override
    RateCurve read(Values given, double hundred, double seconds) {
      return RateCurves.constant(given.level("level", hundred).orElse(hundred));
    }
  },

  /// From level `from` to level `to` within the time `over`.
  RAMP(List.of("from", "to", "over")) {
    @Override
    RateCurve read(Values given, double hundred, double seconds) {
      return RateCurves.ramp(
          given.level("from", hundred).orElse(0.0),
          given.level("to", hundred).orElse(hundred),
          positive(given, "over", seconds));
    }
  },

  /// `steps` such as `20@30s,45/s@1m`.
  STEPS(List.of("steps")) {
    @Override
    RateCurve read(Values given, double hundred, double seconds) {
      List<Step> steps = new ArrayList<>();
      String text = given.text("steps").orElse("");
      for (String part : text.split(",")) {
        String[] sides = part.strip().split("@", 2);
        Values time = sides.length == 2 ? Values.of("steps", sides[1]) : null;
        if (time == null || steps.size() == MAX_STEPS) {
          throw new BadValue(
              "steps",
              "must be 1 to %d steps of the form level@time, such as 20@30s,45/s@1m, but was %s"
                  .formatted(MAX_STEPS, Values.shown(text)));
        }
        double level = Values.level("steps", sides[0], hundred);
        steps.add(new Step(positive(time, "steps", seconds), level));
      }
      return RateCurves.steps(steps);
    }
  },

  /// Level `base`, and level `peak` from the moment `at` for the time `for`.
  SPIKE(List.of("base", "peak", "at", "for")) {
    @Override
    RateCurve read(Values given, double hundred, double seconds) {
      return RateCurves.spike(
          required(given, "base", hundred),
          required(given, "peak", hundred),
          given.seconds("at").orElse(seconds / 2),
          positive(given, "for", seconds / 10));
    }
  },

  /// A swing of `amplitude` around the level `mean`, `period` long.
  SINE(List.of("mean", "amplitude", "period")) {
    @Override
    RateCurve read(Values given, double hundred, double seconds) {
      double mean = required(given, "mean", hundred);
      double amplitude = required(given, "amplitude", hundred);
      if (amplitude > mean) {
        throw new BadValue(
            "amplitude",
            "must be at most the mean, %s requests/s, but was %s"
                .formatted(Values.plain(mean), Values.plain(amplitude)));
      }
      return RateCurves.sine(mean, amplitude, positive(given, "period", seconds));
    }
  },

  /// Teeth from the level `low` to the level `high`, `period` apart.
  SAWTOOTH(List.of("low", "high", "period")) {
    @Override
    RateCurve read(Values given, double hundred, double seconds) {
      return RateCurves.sawtooth(
          given.level("low", hundred).orElse(0.0),
          required(given, "high", hundred),
          positive(given, "period", seconds));
    }
  },

  /// A recorded load in `csv`, lines of `seconds,requests/s` or of `seconds` alone.
  REPLAY(List.of("csv")) {
    @Override
    RateCurve read(Values given, double hundred, double seconds) {
      String csv =
          given
              .text("csv")
              .orElseThrow(() ->
                  new BadValue("csv", "must be given, lines of seconds,rate or of seconds alone"));
      try {
        return RateTrace.parse(csv, MAX_LINES);
      } catch (IllegalArgumentException unreadable) {
        throw new BadValue("csv", "cannot be read: " + unreadable.getMessage());
      }
    }
  };

  private static final int MAX_STEPS = 1_000;

  /// So many requests of a run are kept in 10 MB, and can be clipped.
  private static final int MAX_LINES = 400_000;

  private final List<String> parameters;

  ShapeKind(List<String> parameters) {
    this.parameters = parameters;
  }

  /// @param hundred the rate of level 100 \[requests/s\]
  /// @param seconds the duration of the run
  abstract RateCurve read(Values given, double hundred, double seconds);

  List<String> parameters() {
    return parameters;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(ShapeKind::word).toList();
  }

  private static double required(Values given, String name, double hundred) {
    return given
        .level(name, hundred)
        .orElseThrow(() ->
            new BadValue(name, "must be given, such as 50 (percent of the run's rate) or 45/s"));
  }

  private static double positive(Values given, String name, double fallback) {
    double seconds = given.seconds(name).orElse(fallback);
    if (!(seconds > 0)) {
      throw new BadValue(name, "must be longer than 0 s, but was 0");
    }
    return seconds;
  }
}
