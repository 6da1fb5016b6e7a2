package dev.bellows.controller.cluster;

import java.util.Map;

/// Writes what people changed of an autoscaler that lives in a cluster.
public interface AutoscalerEditor {

  /// Changes the fields in which the two specs differ, and no others.
  ///
  /// @param takeOver also those that belong to somebody else
  /// @throws ClusterRefusal when the cluster does not accept it
  void change(Map<String, Object> specBefore, Map<String, Object> specAfter, boolean takeOver);

  /// Writes down on the object what its spec is, before it is changed for a while, unless that has
  /// been done: a controller that dies meanwhile leaves it to the next one.
  ///
  /// @throws ClusterRefusal when the cluster does not accept it
  void remember();

  /// Puts back the spec that was written down, and strikes it out; nothing happens without one.
  ///
  /// @throws ClusterRefusal when the cluster does not accept it
  void giveBack();
}
