package dev.bellows.cli.trial;

import dev.bellows.cli.api.Json;
import java.util.Locale;
import java.util.OptionalDouble;

/// A figure of a trial: one number, or the median and spread of several repetitions.
final class Figures {
  private Figures() {}

  static OptionalDouble of(Json trial, String name) {
    Json figures = trial.at("figures");
    if (!figures.has(name)) {
      return OptionalDouble.empty();
    }
    Json spread = figures.at(name);
    return OptionalDouble.of(spread.has("median") ? spread.number("median") : figures.number(name));
  }

  static String shown(OptionalDouble figure) {
    return figure.isEmpty() ? "-" : String.format(Locale.ROOT, "%.4g", figure.getAsDouble());
  }
}
