package dev.bellows.core.schedule.shape;

/// The first part of a run, which is not measured. It must leave something to measure.
public final class WarmUp {

  private static final double LEAST_MEASURED_SECONDS = 1;

  private WarmUp() {}

  /// How long it is \[s\]; 0 where none is asked for.
  ///
  /// @param runSeconds the duration of the run
  public static double read(Values given, double runSeconds) {
    double seconds = given.seconds("warmup").orElse(0.0);
    if (seconds > runSeconds - LEAST_MEASURED_SECONDS) {
      throw new BadValue(
          "warmup",
          "must end at least 1 s before the run, which lasts %s s, but was %s"
              .formatted(Values.plain(runSeconds), Values.shown(given.text("warmup").orElse(""))));
    }
    return seconds;
  }
}
