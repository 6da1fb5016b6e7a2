package dev.bellows.core.scaling.hpa.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A valid autoscaler that sets every field there is, for tests to spoil one by one.
public final class Sample {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final Pattern STEP = Pattern.compile("([A-Za-z]+)|\\[([0-9]+)]");

  private static final String FULL =
      """
      {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
       "metadata": {"name": "web", "namespace": "shop", "labels": {"app": "web"}, "annotations": {"note": "c"}},
       "spec": {
         "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
         "minReplicas": 2,
         "maxReplicas": 10,
         "metrics": [
           {"type": "Object", "object": {
             "describedObject": {"apiVersion": "v1", "kind": "Service", "name": "q"},
             "metric": {"name": "queue", "selector": {
               "matchLabels": {"a": "b"},
               "matchExpressions": [{"key": "k", "operator": "In", "values": ["v"]}]}},
             "target": {"type": "Value", "value": "30"}}},
           {"type": "External", "external": {
             "metric": {"name": "jobs"}, "target": {"type": "AverageValue", "averageValue": "5"}}},
           {"type": "Pods", "pods": {
             "metric": {"name": "rps"}, "target": {"type": "AverageValue", "averageValue": "100"}}},
           {"type": "Resource", "resource": {
             "name": "cpu", "target": {"type": "Utilization", "averageUtilization": 50}}},
           {"type": "ContainerResource", "containerResource": {
             "name": "cpu", "container": "app", "target": {"type": "Utilization", "averageUtilization": 60}}}],
         "behavior": {
           "scaleUp": {"stabilizationWindowSeconds": 30, "selectPolicy": "Max", "tolerance": "50m",
             "policies": [{"type": "Percent", "value": 100, "periodSeconds": 15}]},
           "scaleDown": {"stabilizationWindowSeconds": 300, "selectPolicy": "Min", "tolerance": "100m",
             "policies": [{"type": "Pods", "value": 1, "periodSeconds": 60}]}}}}
      """;

  private Sample() {}

  @SuppressWarnings("unchecked")
  static Map<String, Object> full() {
    return (Map<String, Object>) json(FULL);
  }

  /// The full document with the value at a path replaced; the value is JSON, an empty one removes
  /// the field.
  static Map<String, Object> with(String path, String value) {
    Map<String, Object> document = full();
    put(document, path, value);
    return document;
  }

  @SuppressWarnings("unchecked")
  public static void put(Map<String, Object> document, String path, String value) {
    List<Object> steps = steps(path);
    Object at = document;
    for (Object step : steps.subList(0, steps.size() - 1)) {
      at = step instanceof Integer index ? ((List<?>) at).get(index) : ((Map<?, ?>) at).get(step);
    }
    Object last = steps.getLast();
    if (last instanceof Integer index) {
      ((List<Object>) at).set(index, json(value));
    } else if (value.isEmpty()) {
      ((Map<String, Object>) at).remove(last);
    } else {
      ((Map<String, Object>) at).put((String) last, json(value));
    }
  }

  /// The path of everything in a value: `spec`, `spec.metrics`, `spec.metrics[0]`.
  static List<String> paths(Object value) {
    List<String> paths = new ArrayList<>();
    collect("", value, paths);
    return paths;
  }

  private static void collect(String path, Object value, List<String> into) {
    if (!path.isEmpty()) {
      into.add(path);
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, inner) -> collect(path.isEmpty() ? key.toString() : path + "." + key, inner, into));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(path + "[" + i + "]", list.get(i), into);
      }
    }
  }

  private static List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      steps.add(step.group(1) != null ? step.group(1) : (Object) Integer.valueOf(step.group(2)));
    }
    return steps;
  }

  public static Object json(String text) {
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
