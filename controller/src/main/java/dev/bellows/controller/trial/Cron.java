package dev.bellows.controller.trial;

import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.List;

/// A time that comes back: minute, hour, day of month, month, day of week (0 is Sunday), each `*`,
/// a number, a range `1-5`, a step `*/10`, or several with commas. As in cron, two restricted days
/// are alternatives.
record Cron(
    BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, boolean anyDay) {

  static Cron parse(String text) {
    String[] fields = text.strip().split("\\s+");
    if (fields.length != 5) {
      throw new IllegalArgumentException(
          "must have five fields (minute hour day month weekday) such as '0 3 * * *', but was '%s'."
              .formatted(text));
    }
    BitSet weekdays = bits(fields[4], 0, 7, "the weekday");
    if (weekdays.get(7)) {
      weekdays.set(0);
    }
    return new Cron(
        bits(fields[0], 0, 59, "the minute"),
        bits(fields[1], 0, 23, "the hour"),
        bits(fields[2], 1, 31, "the day"),
        bits(fields[3], 1, 12, "the month"),
        weekdays,
        fields[2].startsWith("*") || fields[4].startsWith("*"));
  }

  boolean matches(LocalDateTime time) {
    boolean day = days.get(time.getDayOfMonth());
    boolean weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
    return minutes.get(time.getMinute())
        && hours.get(time.getHour())
        && months.get(time.getMonthValue())
        && (anyDay ? day && weekday : day || weekday);
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
