package dev.bellows.controller.trial;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A time that comes back: minute, hour, day of month, month, day of week (0 is Sunday), each `*`,
/// a number, a range `1-5`, a step `*/10`, or several with commas; months and weekdays also by
/// their names. As in cron, two restricted days are alternatives.
record Cron(
    BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, boolean anyDay) {

  private static final Map<String, String> SHORT =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *");
  private static final List<String> MONTHS =
      List.of("jan feb mar apr may jun jul aug sep oct nov dec".split(" "));
  private static final List<String> WEEKDAYS = List.of("sun mon tue wed thu fri sat".split(" "));

  /// A leap day comes back within this, also over a year that has none.
  private static final int YEARS = 9;

  static Cron parse(String text) {
    Cron cron = read(SHORT.getOrDefault(text.strip(), text));
    if (cron.next(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
      throw new IllegalArgumentException("names a day that never comes: '%s'.".formatted(text));
    }
    return cron;
  }

  private static Cron read(String text) {
    String[] fields = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
    if (fields.length != 5) {
      throw new IllegalArgumentException(
          "must have five fields (minute hour day month weekday) such as '0 3 * * *', but was '%s'."
              .formatted(text));
    }
    BitSet weekdays = bits(numbered(fields[4], WEEKDAYS, 0), 0, 7, "the weekday");
    if (weekdays.get(7)) {
      weekdays.set(0);
    }
    return new Cron(
        bits(fields[0], 0, 59, "the minute"),
        bits(fields[1], 0, 23, "the hour"),
        bits(fields[2], 1, 31, "the day"),
        bits(numbered(fields[3], MONTHS, 1), 1, 12, "the month"),
        weekdays,
        fields[2].startsWith("*") || fields[4].startsWith("*"));
  }

  private static String numbered(String field, List<String> names, int first) {
    String numbered = field;
    for (int i = 0; i < names.size(); i++) {
      numbered = numbered.replace(names.get(i), Integer.toString(first + i));
    }
    return numbered;
  }

  boolean matches(LocalDateTime time) {
    return minutes.get(time.getMinute())
        && hours.get(time.getHour())
        && matches(time.toLocalDate());
  }

  private boolean matches(LocalDate date) {
    boolean day = days.get(date.getDayOfMonth());
    boolean weekday = weekdays.get(date.getDayOfWeek().getValue() % 7);
    return months.get(date.getMonthValue()) && (anyDay ? day && weekday : day || weekday);
  }

  /// The first time after this one; empty where it never comes.
  Optional<LocalDateTime> next(LocalDateTime now) {
    LocalDateTime minute = now.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    LocalDate last = minute.toLocalDate().plusYears(YEARS);
    for (LocalDate date = minute.toLocalDate(); date.isBefore(last); date = date.plusDays(1)) {
      if (matches(date)) {
        LocalDateTime begin = date.equals(minute.toLocalDate()) ? minute : date.atStartOfDay();
        for (LocalDateTime time = begin;
            time.toLocalDate().equals(date);
            time = time.plusMinutes(1)) {
          if (matches(time)) {
            return Optional.of(time);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static BitSet bits(String field, int least, int most, String what) {
    BitSet bits = new BitSet(most + 1);
    for (String part : List.of(field.split(","))) {
      String[] step = part.split("/", 2);
      String[] range =
          step[0].equals("*") ? new String[] {"" + least, "" + most} : step[0].split("-", 2);
      try {
        int from = Integer.parseInt(range[0]);
        int to = range.length == 2 ? Integer.parseInt(range[1]) : step.length == 2 ? most : from;
        int by = step.length == 2 ? Integer.parseInt(step[1]) : 1;
        if (from >= least && to <= most && from <= to && by >= 1) {
          for (int i = from; i <= to; i += by) {
            bits.set(i);
          }
          continue;
        }
      } catch (NumberFormatException notANumber) {
        // Said below.
      }
      throw new IllegalArgumentException(
          "%s must be from %d to %d, but was '%s'.".formatted(what, least, most, field));
    }
    return bits;
  }
}
