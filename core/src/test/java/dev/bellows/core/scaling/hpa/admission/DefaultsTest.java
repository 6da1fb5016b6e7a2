package dev.bellows.core.scaling.hpa.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DefaultsTest {

  private static final Map<String, Object> PERCENT_100 =
      Map.of("type", "Percent", "value", 100, "periodSeconds", 15);
  private static final Map<String, Object> PODS_4 =
      Map.of("type", "Pods", "value", 4, "periodSeconds", 15);
  private static final Map<String, Object> UP =
      Map.of(
          "stabilizationWindowSeconds",
          0,
          "selectPolicy",
          "Max",
          "policies",
          List.of(PODS_4, PERCENT_100));
  private static final Map<String, Object> DOWN =
      Map.of("selectPolicy", "Max", "policies", List.of(PERCENT_100));

  @Test
  void a_silent_spec_keeps_cpu_at_80_percent_with_at_least_one_replica() {
    assertThat(Defaults.of(Map.of("maxReplicas", 3)))
        .isEqualTo(
            Map.of(
                "maxReplicas",
                3,
                "minReplicas",
                1,
                "metrics",
                List.of(
                    Map.of(
                        "type",
                        "Resource",
                        "resource",
                        Map.of(
                            "name",
                            "cpu",
                            "target",
                            Map.of("type", "Utilization", "averageUtilization", 80))))));
  }

  @Test
  void no_metrics_and_an_empty_list_are_the_same() {
    assertThat(Defaults.of(Map.of("metrics", List.of()))).isEqualTo(Defaults.of(Map.of()));
  }

  @Test
  void a_null_is_as_good_as_absent() {
    Map<String, Object> nulls = new LinkedHashMap<>();
    nulls.put("minReplicas", null);
    nulls.put("metrics", null);
    nulls.put("behavior", null);

    assertThat(Defaults.of(nulls)).isEqualTo(Defaults.of(Map.of()));
  }

  @Test
  void what_the_spec_says_stands() {
    Map<String, Object> spec = Map.of("minReplicas", 2, "metrics", List.of(Map.of("type", "x")));

    assertThat(Defaults.of(spec)).isEqualTo(spec);
  }

  @Test
  void an_empty_behavior_gets_both_directions() {
    assertThat(behavior(Map.of())).isEqualTo(Map.of("scaleUp", UP, "scaleDown", DOWN));
  }

  @Test
  void a_direction_keeps_what_it_says_and_gets_the_rest() {
    Map<String, Object> up = new LinkedHashMap<>(Map.of("selectPolicy", "Min", "tolerance", "0"));
    up.put("stabilizationWindowSeconds", null);

    Map<String, Object> expected = new LinkedHashMap<>(UP);
    expected.putAll(Map.of("selectPolicy", "Min", "tolerance", "0"));
    assertThat(behavior(Map.of("scaleUp", up)))
        .isEqualTo(Map.of("scaleUp", expected, "scaleDown", DOWN));
  }

  @Test
  void an_empty_list_of_policies_is_not_filled() {
    assertThat(behavior(Map.of("scaleDown", Map.of("policies", List.of()))))
        .isEqualTo(
            Map.of(
                "scaleUp", UP, "scaleDown", Map.of("selectPolicy", "Max", "policies", List.of())));
  }

  @Test
  void the_spec_given_is_left_alone() {
    Map<String, Object> spec = Collections.unmodifiableMap(new LinkedHashMap<>());

    assertThat(Defaults.of(spec)).isNotSameAs(spec);
  }

  private static Object behavior(Map<String, Object> behavior) {
    return Defaults.of(Map.of("behavior", behavior)).get("behavior");
  }
}
