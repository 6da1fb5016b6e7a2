package dev.bellows.core.scaling.hpa;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The entries of `status.currentMetrics`, quantities in their canonical form.
///
/// Upstream: `horizontal.go`, the statuses made in `computeStatusFor...Metric`, and
/// `buildQuantity`.
final class MetricStatuses {

  private MetricStatuses() {}

  static Map<String, Object> of(MetricProposal metric) {
    Map<String, Object> current =
        switch (metric) {
          case PodAverage average -> current(average);
          case TotalValue total -> single("value", quantity(total.usageMilli(), false));
          case ReplicaShare share -> single("averageValue", quantity(share.shareMilli(), false));
        };
    return status(metric.spec(), current);
  }

  private static Map<String, Object> current(PodAverage metric) {
    Map<String, Object> current = new LinkedHashMap<>();
    current.put("averageValue", quantity(metric.averageMilli(), isMemory(metric.spec())));
    if (metric.isUtilization()) {
      current.put("averageUtilization", metric.utilization());
    }
    return current;
  }

  private static Map<String, Object> status(MetricSpec spec, Map<String, Object> current) {
    Map<String, Object> source = new LinkedHashMap<>();
    switch (spec) {
      case MetricSpec.Resource resource -> source.put("name", resource.name());
      case MetricSpec.ContainerResource resource -> {
        source.put("name", resource.name());
        source.put("container", resource.container());
      }
      case MetricSpec.Pods pods -> source.put("metric", identifier(pods.name(), pods.selector()));
      case MetricSpec.ObjectMetric object -> {
        source.put("metric", identifier(object.name(), object.selector()));
        source.put("describedObject", reference(object.describedObject()));
      }
      case MetricSpec.External external ->
          source.put("metric", identifier(external.name(), external.selector()));
    }
    source.put("current", current);
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("type", spec.type());
    status.put(Character.toLowerCase(spec.type().charAt(0)) + spec.type().substring(1), source);
    return status;
  }

  /// A whole amount of memory is written in powers of 1,024, as the metrics server writes it.
  static String quantity(long milli, boolean memory) {
    return memory
        ? Quantity.canonical(BigDecimal.valueOf(milli, 3), Quantity.Format.BINARY_SI).toString()
        : Quantity.ofMilli(milli).toString();
  }

  static boolean isMemory(MetricSpec spec) {
    return switch (spec) {
      case MetricSpec.Resource _, MetricSpec.ContainerResource _ -> spec.name().equals("memory");
      case MetricSpec.Pods _, MetricSpec.ObjectMetric _, MetricSpec.External _ -> false;
    };
  }

  private static Map<String, Object> identifier(String name, @Nullable LabelSelector selector) {
    Map<String, Object> identifier = single("name", name);
    if (selector != null) {
      identifier.put("selector", selector.document());
    }
    return identifier;
  }

  private static Map<String, Object> reference(ObjectReference reference) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", reference.kind());
    document.put("name", reference.name());
    if (!reference.apiVersion().isEmpty()) {
      document.put("apiVersion", reference.apiVersion());
    }
    return document;
  }

  private static Map<String, Object> single(String key, Object value) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(key, value);
    return document;
  }
}
