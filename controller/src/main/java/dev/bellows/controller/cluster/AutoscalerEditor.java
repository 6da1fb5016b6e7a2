package dev.bellows.controller.cluster;

import java.util.Map;

/// Writes what people changed of an autoscaler that lives in a cluster.
public interface AutoscalerEditor {

  /// Changes the fields in which the two specs differ, and no others.
  ///
  /// @param takeOver also those that belong to somebody else
  /// @throws ClusterRefusal when the cluster does not accept it
  void change(Map<String, Object> specBefore, Map<String, Object> specAfter, boolean takeOver);
}
