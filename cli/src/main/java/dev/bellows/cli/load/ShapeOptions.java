package dev.bellows.cli.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The shape of a load as options. What they mean and whether they fit together is the load's to
/// say; here they only get their names. A level is a percentage of the run's rate (`150`) or a rate
/// of its own (`45/s`), a time a number of seconds or `30s`, `2m`.
final class ShapeOptions {
  // The order is said, because a class does not remember that of its methods.
  private final Map<String, String> given = new LinkedHashMap<>();

  /// By the names that the load tester knows.
  Map<String, String> given() {
    return given;
  }

  @Option(
      order = 11,
      names = "--shape",
      paramLabel = "KIND",
      description =
          "constant, ramp, steps, spike, sine, sawtooth or replay; several joined by commas are"
              + " added up (default: constant).")
  void shape(@Nullable String value) {
    put("shape", value);
  }

  @Option(order = 12, names = "--level", paramLabel = "LEVEL", description = "constant: its level.")
  void level(@Nullable String value) {
    put("level", value);
  }

  @Option(
      order = 13,
      names = "--from",
      paramLabel = "LEVEL",
      description = "ramp: where it begins (default: 0).")
  void from(@Nullable String value) {
    put("from", value);
  }

  @Option(
      order = 14,
      names = "--to",
      paramLabel = "LEVEL",
      description = "ramp: where it ends (default: 100).")
  void to(@Nullable String value) {
    put("to", value);
  }

  @Option(
      order = 15,
      names = "--over",
      paramLabel = "TIME",
      description = "ramp: how long it takes (default: the whole run).")
  void over(@Nullable String value) {
    put("over", value);
  }

  @Option(
      order = 16,
      names = "--steps",
      paramLabel = "STEPS",
      description = "steps: level@time, joined by commas, such as 20@30s,45/s@1m.")
  void steps(@Nullable String value) {
    put("steps", value);
  }

  @Option(
      order = 17,
      names = "--base",
      paramLabel = "LEVEL",
      description = "spike: before and after it.")
  void base(@Nullable String value) {
    put("base", value);
  }

  @Option(order = 18, names = "--peak", paramLabel = "LEVEL", description = "spike: its height.")
  void peak(@Nullable String value) {
    put("peak", value);
  }

  @Option(
      order = 19,
      names = "--at",
      paramLabel = "TIME",
      description = "spike: when it begins (default: half of the run).")
  void at(@Nullable String value) {
    put("at", value);
  }

  @Option(
      order = 20,
      names = "--for",
      paramLabel = "TIME",
      description = "spike: how long it lasts (default: a tenth of the run).")
  void lasting(@Nullable String value) {
    put("for", value);
  }

  @Option(
      order = 21,
      names = "--mean",
      paramLabel = "LEVEL",
      description = "sine: what it swings around.")
  void mean(@Nullable String value) {
    put("mean", value);
  }

  @Option(
      order = 22,
      names = "--amplitude",
      paramLabel = "LEVEL",
      description = "sine: how far it swings.")
  void amplitude(@Nullable String value) {
    put("amplitude", value);
  }

  @Option(
      order = 23,
      names = "--period",
      paramLabel = "TIME",
      description = "sine, sawtooth: how long one swing or tooth takes (default: the whole run).")
  void period(@Nullable String value) {
    put("period", value);
  }

  @Option(
      order = 24,
      names = "--low",
      paramLabel = "LEVEL",
      description = "sawtooth: where a tooth begins (default: 0).")
  void low(@Nullable String value) {
    put("low", value);
  }

  @Option(
      order = 25,
      names = "--high",
      paramLabel = "LEVEL",
      description = "sawtooth: where a tooth ends.")
  void high(@Nullable String value) {
    put("high", value);
  }

  @Option(
      order = 26,
      names = "--csv",
      paramLabel = "FILE",
      description =
          "replay: a recorded load, lines of seconds,requests/s or of one request's seconds each.")
  void csv(@Nullable String value) {
    put("csv", value);
  }

  @Option(
      order = 27,
      names = "--scale",
      paramLabel = "FACTOR",
      description = "Any shape, so many times as high.")
  void scale(@Nullable String value) {
    put("scale", value);
  }

  @Option(
      order = 28,
      names = "--compress",
      paramLabel = "FACTOR",
      description = "Any shape, so many times as fast.")
  void compress(@Nullable String value) {
    put("compress", value);
  }

  @Option(
      order = 29,
      names = "--repeat",
      paramLabel = "TIME",
      description = "The first so many seconds of it, over and over.")
  void repeat(@Nullable String value) {
    put("repeat", value);
  }

  @Option(
      order = 30,
      names = "--clip-low",
      paramLabel = "LEVEL",
      description = "Never below this level.")
  void clipLow(@Nullable String value) {
    put("clipLow", value);
  }

  @Option(
      order = 31,
      names = "--clip-high",
      paramLabel = "LEVEL",
      description = "Never above this level.")
  void clipHigh(@Nullable String value) {
    put("clipHigh", value);
  }

  private void put(String name, @Nullable String value) {
    if (value == null) {
      given.remove(name);
    } else {
      given.put(name, value);
    }
  }
}
