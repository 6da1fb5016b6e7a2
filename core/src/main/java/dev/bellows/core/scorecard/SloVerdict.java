package dev.bellows.core.scorecard;

import java.util.ArrayList;
import java.util.List;

/// Whether the SLO held, in the whole and around each transition.
///
/// @param whole over all windows
public record SloVerdict(Slo slo, SloTally whole, List<TransitionVerdict> transitions) {

  public SloVerdict {
    transitions = List.copyOf(transitions);
  }

  /// @param windows in the order of time
  /// @param transitions in the order of time, without overlaps
  public static SloVerdict of(Slo slo, List<SloWindow> windows, List<Transition> transitions) {
    List<TransitionVerdict> verdicts = new ArrayList<>();
    for (int i = 0; i < transitions.size(); i++) {
      Transition transition = transitions.get(i);
      double begin = transition.beginSeconds();
      double end = transition.endSeconds();
      double restFrom = i == 0 ? 0 : transitions.get(i - 1).endSeconds();
      double restTo =
          i + 1 < transitions.size()
              ? transitions.get(i + 1).beginSeconds()
              : Double.POSITIVE_INFINITY;
      verdicts.add(
          new TransitionVerdict(
              transition,
              SloTally.of(slo, within(windows, restFrom, begin)),
              SloTally.of(slo, overlapping(windows, begin, end)),
              SloTally.of(slo, within(windows, end, restTo))));
    }
    return new SloVerdict(slo, SloTally.of(slo, windows), verdicts);
  }

  private static List<SloWindow> within(List<SloWindow> windows, double from, double to) {
    return windows.stream()
        .filter(window -> window.fromSeconds() >= from && window.toSeconds() <= to)
        .toList();
  }

  private static List<SloWindow> overlapping(List<SloWindow> windows, double from, double to) {
    return windows.stream()
        .filter(window -> window.toSeconds() > from && window.fromSeconds() < to)
        .toList();
  }
}
