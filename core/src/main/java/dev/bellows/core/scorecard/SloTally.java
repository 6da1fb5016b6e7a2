package dev.bellows.core.scorecard;

import java.util.List;
import java.util.OptionalDouble;

/// The SLO over several windows.
///
/// @param held windows that kept it
/// @param missed windows that did not
/// @param silent windows that say nothing
/// @param answered requests answered in all of them
/// @param failed requests failed in all of them
/// @param worstMillis the highest latency that the SLO's first percentile had in a window
public record SloTally(
    int held, int missed, int silent, long answered, long failed, OptionalDouble worstMillis) {

  static SloTally of(Slo slo, List<SloWindow> windows) {
    int held = 0;
    int missed = 0;
    int silent = 0;
    for (SloWindow window : windows) {
      switch (slo.of(window)) {
        case HELD -> held++;
        case MISSED -> missed++;
        case SILENT -> silent++;
      }
    }
    return new SloTally(
        held,
        missed,
        silent,
        windows.stream().mapToLong(SloWindow::answered).sum(),
        windows.stream().mapToLong(SloWindow::failed).sum(),
        worst(slo, windows));
  }

  /// Whether no window missed it.
  public boolean kept() {
    return missed == 0;
  }

  private static OptionalDouble worst(Slo slo, List<SloWindow> windows) {
    if (slo.latency().isEmpty()) {
      return OptionalDouble.empty();
    }
    double percentile = slo.latency().getFirst().percentile();
    return windows.stream()
        .filter(window -> window.correctedMillis().containsKey(percentile))
        .mapToDouble(window -> window.correctedMillis().getOrDefault(percentile, 0.0))
        .max();
  }
}
