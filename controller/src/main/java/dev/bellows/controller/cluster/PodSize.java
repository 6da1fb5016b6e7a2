package dev.bellows.controller.cluster;

import java.util.Map;

/// What one pod of the workload requests.
public interface PodSize {

  /// Resource name (`cpu`, `memory`) -> thousandths of a core or of a byte, summed over the
  /// containers; empty while it is unknown. Never waits.
  Map<String, Long> requestsMilli();
}
