package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.shape.BadValue;
import dev.bellows.core.schedule.shape.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a controller agrees on with each load tester that drives a part of one run.
///
/// @param run the controller's name of the whole run
/// @param startAt when all of them begin; at once where it is not given
/// @param lease after this time without a renewal the run stops by itself
record FleetTerms(
    Optional<String> run, Slice slice, Optional<Instant> startAt, Optional<Duration> lease) {

  static final List<String> PARAMETERS = List.of("fleet", "slice", "startAt", "lease");

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final double SHORTEST_LEASE_SECONDS = 1;
  private static final double LONGEST_LEASE_SECONDS = 300;

  static FleetTerms read(Parameters given, Instant now) {
    return new FleetTerms(
        given.text("fleet").map(FleetTerms::name),
        Slice.read(given),
        Moment.read(given, "startAt", now),
        lease(given));
  }

  static Optional<Duration> lease(Parameters given) {
    return given
        .number("lease", SHORTEST_LEASE_SECONDS, LONGEST_LEASE_SECONDS, " seconds")
        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1e3)));
  }

  /// When the run begins. Later than agreed it would not be the same load.
  ///
  /// @param now when nothing is left to do before it
  /// @param earliest where nothing was agreed
  Instant start(Instant now, Instant earliest) {
    startAt
        .filter(agreed -> agreed.isBefore(now))
        .ifPresent(over -> {
          throw ProblemException.conflict(
              "startAt, %s, was over before the request had been read; say a later one."
                  .formatted(over));
        });
    return startAt.orElse(earliest);
  }

  /// The run's own name where the fleet has one: it can be found again by it, and it cannot be
  /// started twice.
  Optional<String> shareId() {
    return run.map(name -> name + "-" + slice.index());
  }

  /// Poisson arrivals and the mix of work must be the same for all, so without a seed the fleet's
  /// name is one.
  Optional<Long> seed() {
    return run.map(name -> {
      long seed = 0;
      for (int i = 0; i < name.length(); i++) {
        seed = seed * 31 + name.charAt(i);
      }
      return seed & ((1L << 53) - 1);
    });
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new BadValue(
          "fleet",
          "must be 1 to 40 letters a to z, digits and hyphens, but was " + Values.shown(text));
    }
    return text;
  }
}
