package dev.bellows.core.schedule;

import dev.bellows.core.schedule.PiecewiseLinearRate.Point;
import java.util.ArrayList;
import java.util.List;

/// A recorded load, read from lines of text: either `seconds,rate` (the rate holds until the next
/// line) or one `seconds` per line, the moment of one request. Times count from the first line on.
/// Empty lines, lines that begin with `#` and one line of headings are skipped.
public final class RateTrace {

  private static final double SHORTEST_GAP_SECONDS = 1e-6;

  private RateTrace() {}

  /// @throws IllegalArgumentException with the number of the line that cannot be read
  public static RateCurve parse(String csv) {
    List<double[]> rows = rows(csv);
    return rows.getFirst().length == 2 ? rates(rows) : requests(rows);
  }

  private static RateCurve rates(List<double[]> rows) {
    double start = rows.getFirst()[0];
    List<Point> points = new ArrayList<>();
    double before = 0;
    for (double[] row : rows) {
      double at = row[0] - start;
      if (!points.isEmpty()) {
        points.add(new Point(at, before));
      }
      before = row[1];
      points.add(new Point(at, before));
    }
    return new PiecewiseLinearRate(points);
  }

  /// Between two recorded requests lies one arrival, half of it before the first one. So even
  /// arrivals, due at 0.5, 1.5, 2.5 ... of the integral, fall on the recorded moments themselves.
  private static RateCurve requests(List<double[]> rows) {
    double start = rows.getFirst()[0];
    List<Point> points = new ArrayList<>();
    double last = SHORTEST_GAP_SECONDS / 2;
    addLevel(points, 0, last, 0.5);
    for (double[] row : rows.subList(1, rows.size())) {
      double at = Math.max(row[0] - start, last + SHORTEST_GAP_SECONDS);
      addLevel(points, last, at, 1);
      last = at;
    }
    addLevel(points, last, last + SHORTEST_GAP_SECONDS, 0.5);
    points.add(new Point(last + SHORTEST_GAP_SECONDS, 0));
    return new PiecewiseLinearRate(points);
  }

  private static void addLevel(List<Point> points, double from, double to, double arrivals) {
    double rate = arrivals / (to - from);
    points.add(new Point(from, rate));
    points.add(new Point(to, rate));
  }

  private static List<double[]> rows(String csv) {
    List<double[]> rows = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) csv.lines()::iterator) {
      number++;
      String text = line.strip();
      boolean heading = rows.isEmpty() && !text.isEmpty() && Character.isLetter(text.charAt(0));
      if (text.isEmpty() || text.startsWith("#") || heading) {
        continue;
      }
      double[] row = row(text, number);
      if (!rows.isEmpty() && row.length != rows.getFirst().length) {
        throw new IllegalArgumentException("line " + number + " has another number of columns");
      }
      if (!rows.isEmpty() && row[0] < rows.getLast()[0]) {
        throw new IllegalArgumentException("line " + number + " goes back in time");
      }
      rows.add(row);
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("there is no line with a time");
    }
    return rows;
  }

  private static double[] row(String text, int number) {
    String[] columns = text.split(",", -1);
    try {
      double[] row = new double[columns.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = Double.parseDouble(columns[i].strip());
        if (!Double.isFinite(row[i]) || i == 1 && row[i] < 0) {
          throw new NumberFormatException();
        }
      }
      if (row.length <= 2) {
        return row;
      }
    } catch (NumberFormatException unreadable) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "line %d must be seconds,rate or seconds, but was %s".formatted(number, text));
  }
}
