package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The objects of one copy of the target.
///
/// @param template what the target's pods are
/// @param name of the pod and of its Service
/// @param cpuMillicores request and limit of the whole pod
record CopyManifests(Target target, PodSpec template, String name, int cpuMillicores) {
  /// Marks what is temporary: the target's name.
  static final String COPY_OF = "bellows.dev/copy-of";

  /// The name of the copy itself, by which its Service selects it.
  static final String COPY = "bellows.dev/copy";

  /// No calibration takes so long; a copy that nobody removes ends by itself.
  private static final Duration LONGEST_LIFE = Duration.ofHours(1);

  private static final int HTTP = 80;

  /// None of the target's labels, because its Service and its autoscaler select by them.
  private Map<String, String> labels() {
    return Map.of(
        COPY_OF, target.name(), COPY, name, "app.kubernetes.io/managed-by", Applier.MANAGER);
  }

  Pod pod() {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(target.namespace())
        .withLabels(labels())
        .endMetadata()
        .withSpec(
            new PodSpecBuilder(template)
                .withContainers(template.getContainers().stream().map(this::bounded).toList())
                .withActiveDeadlineSeconds(LONGEST_LIFE.toSeconds())
                .build())
        .build();
  }

  /// @param owner with whom the Service goes
  Service service(Pod owner, IntOrString port) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(target.namespace())
        .withLabels(labels())
        .addNewOwnerReference()
        .withApiVersion("v1")
        .withKind("Pod")
        .withName(name)
        .withUid(owner.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .withNewSpec()
        .withSelector(Map.of(COPY, name))
        .addNewPort()
        .withName("http")
        .withPort(HTTP)
        .withTargetPort(port)
        .endPort()
        .endSpec()
        .build();
  }

  /// Where the pods are asked whether they are ready, or else their first port.
  Optional<IntOrString> port() {
    List<Container> containers = template.getContainers();
    return containers.stream()
        .map(Container::getReadinessProbe)
        .flatMap(probe -> asked(probe).stream())
        .findFirst()
        .or(() ->
            containers.stream()
                .flatMap(container -> container.getPorts().stream())
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .map(IntOrString::new));
  }

  private static Optional<IntOrString> asked(@Nullable Probe probe) {
    return probe == null || probe.getHttpGet() == null
        ? Optional.empty()
        : Optional.ofNullable(probe.getHttpGet().getPort());
  }

  /// Each container gets the share of the CPU that it has of the pod's request.
  private Container bounded(Container container) {
    long whole = PodRequests.sum(PodRequests.milli(template)).getOrDefault("cpu", 0L);
    long own =
        PodRequests.milli(template)
            .getOrDefault(container.getName(), Map.of())
            .getOrDefault("cpu", 0L);
    if (own == 0 || whole == 0) {
      return container;
    }
    Quantity cpu = new Quantity(own * cpuMillicores / whole + "m");
    return new ContainerBuilder(container)
        .editResources()
        .addToRequests("cpu", cpu)
        .addToLimits("cpu", cpu)
        .endResources()
        .build();
  }
}
