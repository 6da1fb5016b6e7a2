package dev.bellows.core.simulation;

import java.util.Arrays;

/// How much CPU a pod that was Ready all along has burned since the beginning: a line with a bend
/// wherever the load or the number of Ready pods changed.
///
/// All Ready pods share the load evenly, so one line serves them all.
final class CpuUse {

  private long[] atMillis = new long[64];
  private double[] burned = new double[64];
  private int count = 1;

  /// @param millicores what each Ready pod uses from the last bend until this moment
  void advance(long toMillis, double millicores) {
    long from = atMillis[count - 1];
    if (toMillis == from) {
      return;
    }
    if (count == atMillis.length) {
      atMillis = Arrays.copyOf(atMillis, 2 * count);
      burned = Arrays.copyOf(burned, 2 * count);
    }
    atMillis[count] = toMillis;
    burned[count] = burned[count - 1] + millicores * (toMillis - from);
    count++;
  }

  /// In millicores x milliseconds, from the beginning to a moment not after the last bend; 0 before
  /// the beginning.
  double burned(long moment) {
    if (moment <= 0) {
      return 0;
    }
    int found = Arrays.binarySearch(atMillis, 0, count, moment);
    if (found >= 0) {
      return burned[found];
    }
    int next = Math.min(-found - 1, count - 1);
    double share = (double) (moment - atMillis[next - 1]) / (atMillis[next] - atMillis[next - 1]);
    return burned[next - 1] + share * (burned[next] - burned[next - 1]);
  }
}
