package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.shape.BadValue;
import dev.bellows.core.schedule.shape.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// An instant on which several load testers agree. It must lie ahead: one that is over cannot be
/// kept, and starting late would not be the same load.
final class Moment {

  static final Duration FURTHEST = Duration.ofSeconds(60);

  private Moment() {}

  static Optional<Instant> read(Parameters given, String name, Instant now) {
    return given
        .text(name)
        .map(text -> {
          try {
            Instant moment = Instant.parse(text);
            if (!moment.isBefore(now) && !moment.isAfter(now.plus(FURTHEST))) {
              return moment;
            }
          } catch (DateTimeParseException noInstant) {
            // Said below.
          }
          throw new BadValue(
              name,
              "must be an instant between now (%s) and %d s ahead, but was %s"
                  .formatted(now, FURTHEST.toSeconds(), Values.shown(text)));
        });
  }
}
