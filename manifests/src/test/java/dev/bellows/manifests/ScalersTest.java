package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One scaler for the target, whichever overlay; and nobody else who sets the number of replicas.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ScalersTest {

  private static final Map<String, String> SCALER =
      Map.of("keda", "ScaledObject/demo-app", "controller", "Deployment/controller");

  static List<Rendering> renderings() {
    return Rendering.all();
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void exactly_one_scales_the_target(Rendering rendering) {
    List<String> scalers = new ArrayList<>();
    for (Manifest scaler : rendering.ofKind("HorizontalPodAutoscaler", "ScaledObject")) {
      assertThat(scaler.at("spec", "scaleTargetRef").text("name")).isEqualTo("demo-app");
      scalers.add(scaler.toString());
    }
    Manifest controller = rendering.one("Deployment", "controller");
    if ("controller"
        .equals(ReferencesTest.environment(controller).get("BELLOWS_KUBERNETES_SCALER"))) {
      scalers.add(controller.toString());
    }
    assertThat(scalers)
        .containsExactly(
            SCALER.getOrDefault(rendering.overlay(), "HorizontalPodAutoscaler/demo-app"));
  }

  /// Who may write the scale is the scaler, and only where it is.
  @ParameterizedTest
  @MethodSource("renderings")
  void the_controller_has_the_right_to_scale_where_it_is_the_scaler(Rendering rendering) {
    List<Manifest> rules = rendering.one("Role", "controller").list("rules");
    assertThat(
            rules.stream().anyMatch(rule -> rule.text("resources").equals("[deployments/scale]")))
        .isEqualTo(rendering.overlay().equals("controller"));
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void what_is_scaled_states_no_replicas(Rendering rendering) {
    for (String scaled : List.of("demo-app", "load-tester")) {
      assertThat(rendering.one("Deployment", scaled).at("spec").fields())
          .doesNotContainKey("replicas");
    }
    assertThat(rendering.one("Deployment", "controller").at("spec").text("replicas"))
        .isEqualTo("1");
  }

  /// Two that act on CPU would chase each other: the vertical one changes what the horizontal one
  /// measures against.
  @ParameterizedTest
  @MethodSource("renderings")
  void the_vertical_autoscaler_only_advises(Rendering rendering) {
    for (Manifest vertical : rendering.ofKind("VerticalPodAutoscaler")) {
      assertThat(vertical.at("spec", "updatePolicy").text("updateMode")).isEqualTo("Off");
    }
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void the_base_is_the_same_autoscaler_that_runs_on_this_machine(Rendering rendering) {
    for (Manifest autoscaler : rendering.ofKind("HorizontalPodAutoscaler")) {
      assertThat(autoscaler.at("spec").text("minReplicas")).isEqualTo("1");
      assertThat(autoscaler.at("spec").text("maxReplicas")).isEqualTo("10");
      assertThat(autoscaler.at("spec", "behavior", "scaleUp").list("policies")).hasSize(1);
    }
  }

  /// A CPU trigger alone can't go to zero, nor can it come back from there.
  @Test
  void keda_reaches_zero_and_wakes_up_by_what_is_offered() {
    Manifest scaled = Rendering.of("keda").one("ScaledObject", "demo-app");
    assertThat(scaled.at("spec").text("minReplicaCount")).isEqualTo("0");
    assertThat(scaled.at("spec").list("triggers").stream().map(trigger -> trigger.text("type")))
        .containsExactly("prometheus", "cpu", "cron");
    Manifest offered = scaled.at("spec").list("triggers").getFirst().at("metadata");
    assertThat(offered.text("query")).contains("bellows_load_target_rate");
    assertThat(Double.parseDouble(offered.text("activationThreshold"))).isPositive();
    assertThat(scaled.at("spec").list("triggers"))
        .allSatisfy(trigger ->
            assertThat(trigger.at("metadata").fields().values())
                .as("KEDA takes strings alone")
                .allMatch(String.class::isInstance));
  }
}
