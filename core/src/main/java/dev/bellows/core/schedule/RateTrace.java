package dev.bellows.core.schedule;

import java.util.Locale;
import java.util.stream.DoubleStream;

/// A recorded load, read from lines of text: either `seconds,rate` (the rate holds until the next
/// line) or one `seconds` per line, the moment of one request. Times count from the first line on.
/// Empty lines, lines that begin with `#` and one line of headings are skipped.
public final class RateTrace {

  private static final double SHORTEST_GAP_SECONDS = 1e-6;

  private final int most;
  private final DoubleStream.Builder seconds = DoubleStream.builder();
  private final DoubleStream.Builder rates = DoubleStream.builder();
  private int lines;
  private int columns;
  private double start;
  private double last;

  private RateTrace(int most) {
    this.most = most;
  }

  /// @throws IllegalArgumentException with the number of the line that cannot be read
  public static RateCurve parse(String csv) {
    return parse(csv, Integer.MAX_VALUE);
  }

  /// @param most lines that there may be
  /// @throws IllegalArgumentException with the number of the line that cannot be read
  public static RateCurve parse(String csv, int most) {
    RateTrace trace = new RateTrace(most);
    int number = 0;
    for (String line : (Iterable<String>) csv.lines()::iterator) {
      number++;
      trace.read(line.strip(), number);
    }
    return trace.curve();
  }

  private RateCurve curve() {
    return switch (columns) {
      case 0 -> throw new IllegalArgumentException("there is no line with a time");
      case 1 -> requests(seconds.build().toArray());
      default -> StaircaseRate.of(seconds.build().toArray(), rates.build().toArray());
    };
  }

  /// Between two recorded requests lies one arrival, half of it before the first one. So even
  /// arrivals, due at 0.5, 1.5, 2.5 ... of the integral, fall on the recorded moments themselves.
  private static RateCurve requests(double[] recorded) {
    int count = recorded.length;
    double[] moments = new double[count + 2];
    double[] rates = new double[count + 2];
    double[] arrivals = new double[count + 2];
    moments[1] = SHORTEST_GAP_SECONDS / 2;
    arrivals[1] = 0.5;
    for (int i = 1; i < count; i++) {
      moments[i + 1] = Math.max(recorded[i], moments[i] + SHORTEST_GAP_SECONDS);
      arrivals[i + 1] = i + 0.5;
    }
    moments[count + 1] = moments[count] + SHORTEST_GAP_SECONDS;
    arrivals[count + 1] = count;
    for (int i = 0; i <= count; i++) {
      rates[i] = (arrivals[i + 1] - arrivals[i]) / (moments[i + 1] - moments[i]);
    }
    return new StaircaseRate(moments, rates, arrivals);
  }

  private void read(String text, int number) {
    boolean heading = columns == 0 && !text.isEmpty() && Character.isLetter(text.charAt(0));
    if (text.isEmpty() || text.startsWith("#") || heading) {
      return;
    }
    String[] row = text.split(",", -1);
    double at = value(row[0], text, number);
    double rate = row.length == 2 ? value(row[1], text, number) : 0;
    if (row.length > 2 || rate < 0) {
      throw unreadable(text, number);
    }
    if (columns == 0) {
      columns = row.length;
      start = at;
      last = at;
    } else if (columns != row.length) {
      throw new IllegalArgumentException("line " + number + " has another number of columns");
    }
    if (at < last) {
      throw new IllegalArgumentException("line " + number + " goes back in time");
    }
    if (at - start > RateCurve.HORIZON_SECONDS) {
      throw new IllegalArgumentException(
          "line " + number + " is more than ten years after the first");
    }
    if (++lines > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "there are more than %,d lines", most));
    }
    last = at;
    seconds.add(at - start);
    if (columns == 2) {
      rates.add(rate);
    }
  }

  private static double value(String column, String line, int number) {
    try {
      double value = Double.parseDouble(column.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException unreadable) {
      // Said below.
    }
    throw unreadable(line, number);
  }

  private static IllegalArgumentException unreadable(String line, int number) {
    return new IllegalArgumentException(
        "line %d must be seconds,rate or seconds, but was %s".formatted(number, line));
  }
}
