package dev.bellows.controller.cluster.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.cluster.ClusterRefusal;
import dev.bellows.controller.cluster.PodLimits;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Changes the CPU limit of the target's first container for a while. The Deployment remembers the
/// limit it had, so that also the next controller can put it back.
final class KubernetesLimits implements PodLimits {
  static final String LIMIT_BEFORE = "bellows.dev/cpu-limit-before";

  private static final Logger LOG = Logger.getLogger(KubernetesLimits.class);
  private static final int NOT_FOUND = 404;
  private static final String NONE = "none";

  private final Target target;
  private final KubernetesClient client;
  private final ObjectMapper json = new ObjectMapper();

  KubernetesLimits(Target target, KubernetesClient client) {
    this.target = target;
    this.client = client;
  }

  @Override
  public void limitCpu(OptionalInt millicores) {
    String doing = "change the CPU limit of deployment/" + target.name();
    try {
      if (millicores.isPresent()) {
        limit(millicores.getAsInt() + "m");
      } else {
        putBack();
      }
    } catch (KubernetesClientException failure) {
      throw new ClusterRefusal(ApiFailure.statusFor(failure), ApiFailure.sentence(doing, failure));
    }
  }

  private void limit(String cpu) {
    Deployment live = live();
    String before = remembered(live).orElseGet(() -> limitOf(live));
    patch(live, before, cpu);
  }

  /// Nothing to do where nothing was changed.
  void putBack() {
    @Nullable Deployment live = resource().get();
    if (live == null) {
      return;
    }
    remembered(live)
        .ifPresent(before -> {
          LOG.infof("Putting the CPU limit back deployment=%s limit=%s", target.name(), before);
          patch(live, null, before.equals(NONE) ? null : before);
        });
  }

  /// Strategic, because containers are merged by their names: nobody else's fields are touched.
  private void patch(Deployment live, @Nullable String remember, @Nullable String cpu) {
    Map<String, Object> container =
        Map.of("name", first(live).getName(), "resources", Map.of("limits", of("cpu", cpu)));
    Map<String, Object> change =
        Map.of(
            "metadata",
            Map.of("annotations", of(LIMIT_BEFORE, remember)),
            "spec",
            Map.of("template", Map.of("spec", Map.of("containers", List.of(container)))));
    try {
      resource()
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.STRATEGIC_MERGE)
                  .withFieldManager(Applier.MANAGER)
                  .build(),
              json.writeValueAsString(change));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document of plain values cannot be written", e);
    }
  }

  /// A map that may hold null, which removes the field.
  private static Map<String, @Nullable Object> of(String field, @Nullable String value) {
    Map<String, @Nullable Object> map = new HashMap<>();
    map.put(field, value);
    return map;
  }

  private Deployment live() {
    @Nullable Deployment live = resource().get();
    if (live == null) {
      throw new ClusterRefusal(
          NOT_FOUND, "There is no deployment/%s any more.".formatted(target.name()));
    }
    return live;
  }

  private static Optional<String> remembered(Deployment live) {
    @Nullable Map<String, String> annotations = live.getMetadata().getAnnotations();
    return annotations == null
        ? Optional.empty()
        : Optional.ofNullable(annotations.get(LIMIT_BEFORE));
  }

  private static String limitOf(Deployment live) {
    Container container = first(live);
    if (container.getResources() == null || container.getResources().getLimits() == null) {
      return NONE;
    }
    @Nullable Quantity limit = container.getResources().getLimits().get("cpu");
    return limit == null ? NONE : limit.toString();
  }

  private static Container first(Deployment live) {
    return live.getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  private RollableScalableResource<Deployment> resource() {
    return client.apps().deployments().inNamespace(target.namespace()).withName(target.name());
  }
}
