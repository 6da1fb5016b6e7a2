package dev.bellows.core.schedule.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A load with a name. It stands for parameters that are not given.
public enum Profile {
  LIGHT(30, 60, List.of()),
  HEAVY(70, 120, List.of()),
  /// Calm at 30 % of full load, then three attacks at 150 %, the last one the longest.
  CHAOS(
      150,
      300,
      List.of(
          new Phase(20, 0.1),
          new Phase(100, 0.2),
          new Phase(20, 0.1),
          new Phase(100, 0.2),
          new Phase(20, 0.1),
          new Phase(100, 0.3)));

  /// @param level percent of the run's rate
  /// @param share of the run's duration \[0..1\]
  private record Phase(int level, double share) {}

  private final double intensity;
  private final double seconds;
  private final List<Phase> phases;

  Profile(double intensity, double seconds, List<Phase> phases) {
    this.intensity = intensity;
    this.seconds = seconds;
    this.phases = phases;
  }

  public static Optional<Profile> read(Values given) {
    return given.has("profile")
        ? Optional.of(
            valueOf(given.oneOf("profile", words(), LIGHT.word()).toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }

  /// Percent of full load.
  public double intensity() {
    return intensity;
  }

  public double seconds() {
    return seconds;
  }

  /// What it stands for in a run of this length, as parameters of a shape.
  public void addShapeTo(Values given, double runSeconds) {
    if (phases.isEmpty() || given.names().contains("shape")) {
      return;
    }
    given.addDefault("shape", "steps");
    given.addDefault(
        "steps",
        phases.stream()
            .map(phase ->
                String.format(Locale.ROOT, "%d@%.3fs", phase.level(), phase.share() * runSeconds))
            .collect(Collectors.joining(",")));
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Profile::word).toList();
  }
}
