package dev.bellows.core.scorecard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Where the time of one scale-up went.
///
/// Every border is an instant observed by itself; no part is what the others left over. All are
/// whole milliseconds, so the parts add up to the whole exactly. A border that was not observed is
/// absent and the two stages it divides are told as one span. A part is negative where the borders
/// came the other way round, such as an autoscaler that was ahead of the load.
///
/// @param fromReplicas asked for before
/// @param toReplicas asked for after
/// @param instantsMillis the borders observed, on the clock of the recording
public record TimeBudget(int fromReplicas, int toReplicas, Map<Border, Long> instantsMillis) {

  /// The time between two borders observed, with no observed one between them.
  ///
  /// @param stages what it was spent on: one, or several whose border is not known
  public record Span(Set<Stage> stages, long millis) {}

  public TimeBudget {
    Map<Border, Long> sorted = new EnumMap<>(Border.class);
    sorted.putAll(instantsMillis);
    instantsMillis = Collections.unmodifiableMap(sorted);
  }

  /// The time one stage took; empty where one of its borders was not observed.
  public OptionalLong millis(Stage stage) {
    return between(stage.begin(), stage.end());
  }

  /// From the load's crossing to the SLO held; empty where one of the two was not observed.
  public OptionalLong wholeMillis() {
    return between(Border.LOAD_CROSSED, Border.SLO_HELD);
  }

  /// The spans in their order. They add up to the time from the first border observed to the last.
  public List<Span> spans() {
    List<Border> observed = List.copyOf(instantsMillis.keySet());
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i < observed.size(); i++) {
      Border begin = observed.get(i - 1);
      Border end = observed.get(i);
      spans.add(new Span(stages(begin, end), at(end) - at(begin)));
    }
    return spans;
  }

  /// The borders that were not observed.
  public Set<Border> missing() {
    Set<Border> missing = EnumSet.allOf(Border.class);
    missing.removeAll(instantsMillis.keySet());
    return missing;
  }

  private OptionalLong between(Border begin, Border end) {
    return instantsMillis.containsKey(begin) && instantsMillis.containsKey(end)
        ? OptionalLong.of(at(end) - at(begin))
        : OptionalLong.empty();
  }

  private long at(Border border) {
    return instantsMillis.getOrDefault(border, 0L);
  }

  private static Set<Stage> stages(Border begin, Border end) {
    Set<Stage> stages = EnumSet.noneOf(Stage.class);
    for (Stage stage : Stage.values()) {
      if (stage.begin().ordinal() >= begin.ordinal() && stage.end().ordinal() <= end.ordinal()) {
        stages.add(stage);
      }
    }
    return stages;
  }
}
