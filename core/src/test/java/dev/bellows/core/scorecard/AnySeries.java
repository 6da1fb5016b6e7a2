package dev.bellows.core.scorecard;

import dev.bellows.core.scorecard.StepSeries.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// Series of 1 to 12 replicas for properties, with points at whole seconds.
public final class AnySeries {

  private AnySeries() {}

  public static Arbitrary<StepSeries> until(int seconds) {
    Arbitrary<Integer> times = Arbitraries.integers().between(0, seconds - 1);
    Arbitrary<Integer> replicas = Arbitraries.integers().between(1, 12);
    return Arbitraries.maps(times, replicas).ofMinSize(1).ofMaxSize(15).map(AnySeries::series);
  }

  private static StepSeries series(Map<Integer, Integer> values) {
    List<Point> points = new ArrayList<>();
    new TreeMap<>(values).forEach((at, value) -> points.add(new Point(at, value)));
    return new StepSeries(points);
  }
}
