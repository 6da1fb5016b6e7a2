package dev.bellows.core.scaling.hpa;

import org.jspecify.annotations.Nullable;

/// One entry of `spec.metrics`.
public sealed interface MetricSpec {

  /// The entry's `type`.
  String type();

  /// The metric's or resource's name.
  String name();

  /// What the metric should be.
  Target target();

  /// CPU or memory of whole pods.
  record Resource(String name, Target target) implements MetricSpec {
    @Override
    public String type() {
      return "Resource";
    }
  }

  /// CPU or memory of one container in each pod.
  record ContainerResource(String name, String container, Target target) implements MetricSpec {
    @Override
    public String type() {
      return "ContainerResource";
    }
  }

  /// A custom metric of each pod.
  record Pods(String name, @Nullable LabelSelector selector, Target target) implements MetricSpec {
    @Override
    public String type() {
      return "Pods";
    }
  }

  /// A custom metric of one object.
  record ObjectMetric(
      ObjectReference describedObject, String name, @Nullable LabelSelector selector, Target target)
      implements MetricSpec {
    @Override
    public String type() {
      return "Object";
    }
  }

  /// A metric from outside the cluster.
  record External(String name, @Nullable LabelSelector selector, Target target)
      implements MetricSpec {
    @Override
    public String type() {
      return "External";
    }
  }
}
