package dev.bellows.controller.dashboard;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A stretch of time that somebody asks about.
record TimeRange(Instant from, Instant to) {
  private static final Pattern WHILE = Pattern.compile("(\\d{1,6})(s|m|h|d)");
  private static final Duration LONGEST = Duration.ofDays(31);

  /// Without any wish: the last hour.
  static TimeRange of(
      @Nullable String from, @Nullable String to, @Nullable String last, Instant now) {
    if (last != null && from != null) {
      throw ProblemException.invalid("last", "last and from exclude each other: give one of them.");
    }
    Instant end = to == null ? now : instant("to", to);
    Instant begin =
        from != null
            ? instant("from", from)
            : end.minus(last == null ? Duration.ofHours(1) : length(last));
    if (begin.isAfter(end)) {
      throw ProblemException.invalid("from", "from must not be after to.");
    }
    if (begin.plus(LONGEST).isBefore(end)) {
      throw ProblemException.invalid("from", "The time asked for must be 31 days at most.");
    }
    return new TimeRange(begin, end);
  }

  private static Duration length(String last) {
    Matcher matcher = WHILE.matcher(last);
    if (!matcher.matches()) {
      throw ProblemException.invalid(
          "last", "last must be a time such as 30s, 5m or 2h, but was '%s'.".formatted(last));
    }
    long number = Long.parseLong(matcher.group(1));
    Duration length =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    if (length.isZero() || length.compareTo(LONGEST) > 0) {
      throw ProblemException.invalid(
          "last", "last must be from 1s to 31d, but was '%s'.".formatted(last));
    }
    return length;
  }

  private static Instant instant(String parameter, String text) {
    try {
      return text.matches("\\d{1,12}")
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : Instant.parse(text);
    } catch (DateTimeException malformed) {
      throw ProblemException.invalid(
          parameter,
          "%s must be a time such as 2026-11-22T12:00:00Z or seconds since 1970, but was '%s'."
              .formatted(parameter, text));
    }
  }
}
