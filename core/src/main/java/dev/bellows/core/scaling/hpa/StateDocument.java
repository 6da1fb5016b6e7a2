package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// [HpaState] as plain maps and lists, there and back.
final class StateDocument {

  private StateDocument() {}

  static Map<String, Object> of(HpaState state) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("recommendations", state.recommendations().toDocument());
    document.put("scaleUps", state.ups().toDocument());
    document.put("scaleDowns", state.downs().toDocument());
    document.put(
        "conditions",
        state.conditions().stream()
            .map(c -> List.of(c.type(), c.status(), c.reason(), c.message()))
            .toList());
    document.put("desiredReplicas", state.statusDesiredReplicas());
    return document;
  }

  static HpaState read(Map<String, ?> document) {
    List<?> recommendations = (List<?>) document.get("recommendations");
    List<Condition> conditions = new ArrayList<>();
    for (Object entry : (List<?>) document.get("conditions")) {
      List<?> words = (List<?>) entry;
      conditions.add(
          new Condition(
              words.get(0).toString(),
              words.get(1).toString(),
              words.get(2).toString(),
              words.get(3).toString()));
    }
    return new HpaState(
        Recommendations.of(ints(recommendations, 0), longs(recommendations, 1)),
        events((List<?>) document.get("scaleUps")),
        events((List<?>) document.get("scaleDowns")),
        List.copyOf(conditions),
        ((Number) document.get("desiredReplicas")).intValue());
  }

  private static ScaleEvents events(List<?> rows) {
    long[] flags = longs(rows, 2);
    boolean[] outdated = new boolean[flags.length];
    for (int i = 0; i < flags.length; i++) {
      outdated[i] = flags[i] != 0;
    }
    return ScaleEvents.of(ints(rows, 0), longs(rows, 1), outdated);
  }

  private static int[] ints(List<?> rows, int column) {
    return rows.stream().mapToInt(row -> number(row, column).intValue()).toArray();
  }

  private static long[] longs(List<?> rows, int column) {
    return rows.stream().mapToLong(row -> number(row, column).longValue()).toArray();
  }

  private static Number number(Object row, int column) {
    return (Number) ((List<?>) row).get(column);
  }
}
