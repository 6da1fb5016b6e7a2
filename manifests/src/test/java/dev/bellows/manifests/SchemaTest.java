package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every field is one that the API server knows: a misspelt one would be refused there, or dropped.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class SchemaTest {

  private static final Map<String, Class<?>> MODELS =
      Map.ofEntries(
          Map.entry("v1 Namespace", Namespace.class),
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 LimitRange", LimitRange.class),
          Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1 ResourceQuota", ResourceQuota.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("rbac.authorization.k8s.io/v1 ClusterRole", ClusterRole.class),
          Map.entry("rbac.authorization.k8s.io/v1 ClusterRoleBinding", ClusterRoleBinding.class),
          Map.entry("rbac.authorization.k8s.io/v1 Role", Role.class),
          Map.entry("rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class),
          Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
          Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class));

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true)
          .setAnnotationIntrospector(new WithoutAnySetter());

  static List<Rendering> renderings() {
    return Rendering.all();
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void objects_have_fields_that_their_API_knows(Rendering rendering) throws IOException {
    for (Manifest manifest : rendering.manifests()) {
      check(manifest);
    }
  }

  @Test
  void examples_have_fields_that_their_API_knows() throws IOException {
    List<String> modes = new ArrayList<>();
    for (Path example : examples()) {
      for (Manifest manifest : Manifest.parse(Files.readString(example))) {
        check(manifest);
        modes.add(manifest.at("spec", "updatePolicy").text("updateMode"));
      }
    }
    assertThat(modes).containsExactlyInAnyOrder("Off", "Initial", "Recreate", "Auto");
  }

  @Test
  void a_field_that_no_API_knows_is_found() {
    Manifest deployment = Rendering.of("k8s").one("Deployment", "demo-app");
    Map<String, Object> spec = new HashMap<>(deployment.at("spec").fields());
    spec.put("replica", 3);
    Map<String, Object> misspelt = new HashMap<>(deployment.fields());
    misspelt.put("spec", spec);
    assertThatThrownBy(() -> check(new Manifest(misspelt)))
        .hasRootCauseInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("replica");
  }

  private static void check(Manifest manifest) throws IOException {
    String type = manifest.text("apiVersion") + " " + manifest.kind();
    if (MODELS.containsKey(type)) {
      assertThat(STRICT.convertValue(manifest.fields(), MODELS.get(type))).isNotNull();
    } else {
      KnownFields.of(type).check(manifest);
    }
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Repository.file("k8s/examples/vpa-modes"))) {
      return files.sorted().toList();
    }
  }

  /// The model classes keep what they do not know; here that must not pass.
  private static final class WithoutAnySetter extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
