package dev.bellows.demoapp;

import org.jspecify.annotations.Nullable;

/// One thing that must hold before a probe is answered with UP. Each feature has its own; the
/// probes ask all of them.
public interface Condition {

  Probe probe();

  String name();

  /// Null while the condition holds, else why not, in a few words.
  @Nullable String objection();

  /// The probe that a condition is for.
  enum Probe {
    STARTED,
    READY
  }

  static Condition of(Probe probe, String name, Objection objection) {
    return new Condition() {
      @Override
      public Probe probe() {
        return probe;
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public @Nullable String objection() {
        return objection.get();
      }
    };
  }

  /// Null while all is well.
  interface Objection {
    @Nullable String get();
  }
}
