package dev.bellows.cli.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How much load, of what work, against which target.
final class RunOptions {
  // The order is said, because a class does not remember that of its methods.
  private final Map<String, String> given = new LinkedHashMap<>();

  /// By the names that the load tester knows.
  Map<String, String> given() {
    return given;
  }

  @Option(
      order = 1,
      names = "--intensity",
      paramLabel = "PERCENT",
      description = "Percent of full load, 1 to 200.")
  void intensity(@Nullable String value) {
    put("intensity", value);
  }

  @Option(
      order = 2,
      names = "--rate",
      paramLabel = "RATE",
      description = "Requests/s instead of an intensity; level 100 of the shape.")
  void rate(@Nullable String value) {
    put("rate", value);
  }

  @Option(
      order = 3,
      names = "--users",
      paramLabel = "COUNT",
      description = "Closed model: so many users, each waiting for its answer; no rate, no shape.")
  void users(@Nullable String value) {
    put("users", value);
  }

  @Option(
      order = 4,
      names = "--duration",
      paramLabel = "TIME",
      description = "How long, in seconds or as 90s, 2m, 1h (default: the profile's; custom 120).")
  void duration(@Nullable String value) {
    put("duration", value);
  }

  @Option(
      order = 5,
      names = "--warmup",
      paramLabel = "TIME",
      description = "How much of the beginning is not measured.")
  void warmup(@Nullable String value) {
    put("warmup", value);
  }

  @Option(
      order = 6,
      names = "--type",
      paramLabel = "TYPE",
      description =
          "Work per request: http (1 ms of CPU), cpu (25 ms) or mixed (half of the CPU in each;"
              + " the default).")
  void type(@Nullable String value) {
    put("type", value);
  }

  @Option(
      order = 7,
      names = "--cpu-millis",
      paramLabel = "MS",
      description = "Work per request in milliseconds of CPU, instead of a type.")
  void cpuMillis(@Nullable String value) {
    put("cpuMillis", value);
  }

  @Option(
      order = 8,
      names = "--arrivals",
      paramLabel = "KIND",
      description = "poisson (the default) or even.")
  void arrivals(@Nullable String value) {
    put("arrivals", value);
  }

  @Option(
      order = 9,
      names = "--seed",
      paramLabel = "NUMBER",
      description = "The same seed gives the same arrivals.")
  void seed(@Nullable String value) {
    put("seed", value);
  }

  @Option(
      order = 10,
      names = "--target",
      paramLabel = "URL",
      description = "What to load, within the load tester's allow-list (default: the demo app).")
  void target(@Nullable String value) {
    put("target", value);
  }

  private void put(String name, @Nullable String value) {
    if (value == null) {
      given.remove(name);
    } else {
      given.put(name, value);
    }
  }
}
