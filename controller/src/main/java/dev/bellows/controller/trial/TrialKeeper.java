package dev.bellows.controller.trial;

import dev.bellows.controller.history.Point;
import dev.bellows.core.scaling.Decision;
import java.util.List;

/// Where a trial is kept while and after it runs.
interface TrialKeeper {
  void keep(Trial trial);

  void keepSeries(Trial trial, int repetition, List<Point> points, List<Decision> decisions);
}
