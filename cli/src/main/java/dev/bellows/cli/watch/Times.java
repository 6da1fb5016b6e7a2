package dev.bellows.cli.watch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Instants as a person reads them: the time of day here, to the second.
public final class Times {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private Times() {}

  public static String clock(Instant instant) {
    return CLOCK.format(instant.atZone(ZoneId.systemDefault()));
  }

  /// Turns an ISO-8601 instant into a time of day; a text that is none stays as it is.
  public static String clock(String instant) {
    try {
      return clock(Instant.parse(instant));
    } catch (DateTimeException noInstant) {
      return instant;
    }
  }
}
