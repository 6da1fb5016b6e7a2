package dev.bellows.core.scorecard;

import dev.bellows.core.scorecard.Slo.Outcome;
import dev.bellows.core.scorecard.StepSeries.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The time budget of each rise of the replicas asked for.
///
/// For a rise from `n` replicas to `m`, decided at `t`:
///
/// | border | is observed as |
/// |---|---|
/// | load crossed | since when, without a break until `t`, the load has asked for more than `n` |
/// | metric showed | since when, without a break until `t`, the metric has asked for more than `n` |
/// | desired changed | `t` |
/// | pods created, Ready | the last of the `m - n` pods that were created first after `t` |
/// | SLO held | the end of the first window that ends after all of these are Ready and holds |
final class ScaleUps {

  private static final double MILLIS_PER_SECOND = 1000;

  private final Observed observed;
  private final Slo slo;

  ScaleUps(Observed observed, Slo slo) {
    this.observed = observed;
    this.slo = slo;
  }

  List<TimeBudget> budgets() {
    List<PodLife> waiting = new ArrayList<>(observed.pods());
    waiting.sort(Comparator.comparingLong(PodLife::createdMillis));
    List<TimeBudget> budgets = new ArrayList<>();
    List<Point> steps = observed.desired().points();
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).value() > steps.get(i - 1).value()) {
        int from = (int) steps.get(i - 1).value();
        int to = (int) steps.get(i).value();
        double end = i + 1 < steps.size() ? steps.get(i + 1).atSeconds() : observed.untilSeconds();
        List<PodLife> pods =
            taken(waiting, millis(steps.get(i).atSeconds()), millis(end), to - from);
        budgets.add(budget(from, to, steps.get(i).atSeconds(), pods));
      }
    }
    return budgets;
  }

  private TimeBudget budget(int from, int to, double decidedSeconds, List<PodLife> pods) {
    Map<Border, Long> instants = new EnumMap<>(Border.class);
    since(observed.load(), from, decidedSeconds)
        .ifPresent(at -> instants.put(Border.LOAD_CROSSED, millis(at)));
    since(observed.metric(), from, decidedSeconds)
        .ifPresent(at -> instants.put(Border.METRIC_SHOWED, millis(at)));
    instants.put(Border.DESIRED_CHANGED, millis(decidedSeconds));
    if (pods.size() == to - from) {
      instants.put(Border.PODS_CREATED, pods.getLast().createdMillis());
      OptionalLong ready = ready(pods);
      ready.ifPresent(at -> instants.put(Border.PODS_READY, at));
      ready.ifPresent(at -> held(at).ifPresent(end -> instants.put(Border.SLO_HELD, end)));
    }
    return new TimeBudget(from, to, instants);
  }

  /// Takes the pods of a rise out of those not yet given to an earlier one.
  private static List<PodLife> taken(
      List<PodLife> waiting, long fromMillis, long toMillis, int count) {
    List<PodLife> taken =
        waiting.stream()
            .filter(pod -> pod.createdMillis() >= fromMillis && pod.createdMillis() <= toMillis)
            .limit(count)
            .toList();
    waiting.removeAll(taken);
    return taken;
  }

  /// Since when the series has been above a level without a break, seen from a later moment.
  private static OptionalDouble since(StepSeries series, double level, double seconds) {
    OptionalDouble since = OptionalDouble.empty();
    for (Point point : series.points()) {
      if (point.atSeconds() > seconds) {
        break;
      }
      if (point.value() <= level) {
        since = OptionalDouble.empty();
      } else if (since.isEmpty()) {
        since = OptionalDouble.of(point.atSeconds());
      }
    }
    return since;
  }

  private static OptionalLong ready(List<PodLife> pods) {
    return pods.stream().allMatch(pod -> pod.readyMillis().isPresent())
        ? pods.stream().flatMapToLong(pod -> pod.readyMillis().stream()).max()
        : OptionalLong.empty();
  }

  private OptionalLong held(long readyMillis) {
    return observed.windows().stream()
        .filter(window -> millis(window.toSeconds()) >= readyMillis)
        .filter(window -> slo.of(window) == Outcome.HELD)
        .mapToLong(window -> millis(window.toSeconds()))
        .findFirst();
  }

  private static long millis(double seconds) {
    return Math.round(seconds * MILLIS_PER_SECOND);
  }
}
