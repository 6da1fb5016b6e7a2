package dev.bellows.controller.loop;

import dev.bellows.controller.cluster.AutoscalerEditor;
import dev.bellows.controller.cluster.AutoscalerStatus;
import dev.bellows.core.scaling.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The autoscaler that a cluster runs by itself; it is shown as its object was last seen, and
/// edited through the cluster's API.
public final class WatchedAutoscaler implements LiveAutoscaler {
  private static final List<String> OBJECT = List.of("apiVersion", "kind", "metadata", "spec");

  private final Supplier<Optional<Map<String, Object>>> object;
  private final AutoscalerEditor editor;
  private final ShadowAutoscaler shadow;
  private final Autoscaler none;
  private @Nullable Autoscaler last;

  /// @param object the live object with its status
  /// @param target the Deployment's name, for as long as it has no autoscaler
  public WatchedAutoscaler(
      Supplier<Optional<Map<String, Object>>> object,
      AutoscalerEditor editor,
      ShadowAutoscaler shadow,
      String target) {
    this.object = object;
    this.editor = editor;
    this.shadow = shadow;
    this.none = absent(target);
  }

  /// The same instance as long as its spec is the same.
  @Override
  public synchronized Autoscaler inForce() {
    Autoscaler now = object.get().map(WatchedAutoscaler::withoutStatus).orElse(none);
    if (last == null || !last.spec().equals(now.spec())) {
      last = now;
    }
    return last;
  }

  @Override
  public Optional<AutoscalerStatus> status() {
    return object
        .get()
        .flatMap(document -> Documents.find(document, "status"))
        .map(WatchedAutoscaler::status);
  }

  @Override
  public Optional<AgreementSummary> agreement() {
    return Optional.of(shadow.summary());
  }

  @Override
  public void replace(Autoscaler edited) {
    replace(edited, false);
  }

  @Override
  public void replace(Autoscaler edited, boolean takeOver) {
    editor.change(inForce().spec(), edited.spec(), takeOver);
  }

  @Override
  public void lend(Autoscaler edited) {
    editor.remember();
    replace(edited, true);
  }

  /// As the cluster remembers it: what is seen of the object may be a moment old.
  @Override
  public void giveBack(Autoscaler before) {
    editor.giveBack();
  }

  static AutoscalerStatus status(Object status) {
    List<Condition> conditions = new ArrayList<>();
    for (Object condition : list(status, "conditions")) {
      conditions.add(
          new Condition(
              text(condition, "type"),
              text(condition, "status"),
              text(condition, "reason"),
              text(condition, "message")));
    }
    List<Map<String, Object>> metrics = new ArrayList<>();
    for (Object metric : list(status, "currentMetrics")) {
      metrics.add(object(metric));
    }
    return new AutoscalerStatus(
        number(status, "currentReplicas"), number(status, "desiredReplicas"), conditions, metrics);
  }

  private static Autoscaler withoutStatus(Map<String, Object> document) {
    Map<String, Object> kept = new LinkedHashMap<>();
    OBJECT.forEach(field -> {
      if (document.containsKey(field)) {
        kept.put(field, document.get(field));
      }
    });
    return new Autoscaler(kept);
  }

  /// What is shown where nothing scales: bounds that allow anything, no metric.
  private static Autoscaler absent(String target) {
    return new Autoscaler(
        Map.of(
            "metadata",
            Map.of("name", ""),
            "spec",
            Map.of(
                "minReplicas",
                0,
                "maxReplicas",
                0,
                "scaleTargetRef",
                Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name", target))));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<?> list(Object document, String field) {
    return Documents.find(document, field).map(List.class::cast).orElse(List.of());
  }

  private static String text(Object document, String field) {
    return Documents.find(document, field).map(Object::toString).orElse("");
  }

  private static int number(Object document, String field) {
    return Documents.find(document, field).map(value -> ((Number) value).intValue()).orElse(0);
  }
}
