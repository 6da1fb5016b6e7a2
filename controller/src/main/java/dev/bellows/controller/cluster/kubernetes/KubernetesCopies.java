package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.controller.cluster.TargetCopies;
import dev.bellows.controller.cluster.TargetCopy;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Copies of the target as single pods that no Service and no autoscaler of the target selects.
///
/// Each has a Service of its own, because a load tester calls nothing but Services. The pod owns
/// it, so the cluster removes it with the pod; the pod has a deadline, and what a controller that
/// died has left is removed when the next one starts.
final class KubernetesCopies implements TargetCopies {
  private static final Logger LOG = Logger.getLogger(KubernetesCopies.class);
  private static final int NAMES = 36 * 36 * 36 * 36 * 36;
  private static final int BASE = 36;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final Target target;
  private final KubernetesClient client;
  private final Optional<String> own;

  /// @param own the namespace of this controller; empty where it runs in none
  KubernetesCopies(Target target, KubernetesClient client, Optional<String> own) {
    this.target = target;
    this.client = client;
    this.own = own;
  }

  @Override
  public Optional<String> foreignNamespace() {
    return own.filter(name -> !name.equals(target.namespace())).map(name -> target.namespace());
  }

  @Override
  public String version() {
    try {
      return deployment().getSpec().getTemplate().getSpec().getContainers().stream()
          .map(Container::getImage)
          .collect(Collectors.joining(",", target.name() + "@", ""));
    } catch (IllegalStateException unseen) {
      return target.name();
    }
  }

  @Override
  public TargetCopy start(int cpuLimitMillicores) {
    CopyManifests manifests =
        new CopyManifests(
            target, deployment().getSpec().getTemplate().getSpec(), name(), cpuLimitMillicores);
    IntOrString port =
        manifests
            .port()
            .orElseThrow(() ->
                new IllegalStateException(
                    "The pods of deployment/%s name no port, so a copy could not be called."
                        .formatted(target.name())));
    Copy copy =
        new Copy(
            asked(
                "create pods in namespace " + target.namespace(),
                () -> pods().resource(manifests.pod()).create()));
    try {
      asked(
          "create services in namespace " + target.namespace(),
          () ->
              client
                  .services()
                  .inNamespace(target.namespace())
                  .resource(manifests.service(copy.pod, port))
                  .create());
      return copy;
    } catch (IllegalStateException refused) {
      copy.close();
      throw refused;
    }
  }

  /// Removes what an earlier controller has left.
  void removeLeftOvers() {
    for (Pod pod : pods().withLabel(CopyManifests.COPY_OF, target.name()).list().getItems()) {
      LOG.infof("Removing a copy that was left over pod=%s", pod.getMetadata().getName());
      pods().withName(pod.getMetadata().getName()).delete();
    }
  }

  private Deployment deployment() {
    @Nullable Deployment found =
        asked(
            "get deployments in namespace " + target.namespace(),
            () ->
                client
                    .apps()
                    .deployments()
                    .inNamespace(target.namespace())
                    .withName(target.name())
                    .get());
    if (found == null) {
      throw new IllegalStateException(
          "There is no deployment/%s to copy.".formatted(target.name()));
    }
    return found;
  }

  private NonNamespaceOperation<Pod, PodList, PodResource> pods() {
    return client.pods().inNamespace(target.namespace());
  }

  private static String name() {
    String unique = Integer.toString(ThreadLocalRandom.current().nextInt(NAMES), BASE);
    return "bellows-copy-" + unique;
  }

  private static <T> T asked(String doing, Supplier<T> question) {
    try {
      return question.get();
    } catch (KubernetesClientException failure) {
      throw new IllegalStateException(ApiFailure.sentence(doing, failure), failure);
    }
  }

  private final class Copy implements TargetCopy {
    private final Pod pod;

    private Copy(Pod pod) {
      this.pod = pod;
    }

    @Override
    public URI awaitReady(Duration patience) {
      long deadline = System.nanoTime() + patience.toNanos();
      while (true) {
        List<Pod> found =
            asked(
                "list pods in namespace " + target.namespace(),
                () -> pods().withLabel(CopyManifests.COPY, name(pod)).list().getItems());
        if (found.stream().anyMatch(each -> SeenPod.found(each).isReady())) {
          return URI.create("http://%s.%s.svc".formatted(name(pod), target.namespace()));
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "The copy of the target (pod/%s) did not get ready in %d s%s."
                  .formatted(name(pod), patience.toSeconds(), why(found)));
        }
        pause();
      }
    }

    /// Also when the controller ends and this thread is interrupted.
    @Override
    public void close() {
      boolean interrupted = Thread.interrupted();
      try {
        pods().withName(name(pod)).delete();
      } catch (KubernetesClientException failure) {
        LOG.warnf(
            "A copy of the target is left over pod=%s reason=%s",
            name(pod), ApiFailure.sentence("delete pods", failure));
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private static String name(Pod pod) {
      return pod.getMetadata().getName();
    }

    /// What the cluster says of a pod that does not run, such as that it fits no node.
    private static String why(List<Pod> found) {
      return found.stream()
          .filter(each -> each.getStatus() != null)
          .flatMap(each -> each.getStatus().getConditions().stream())
          .filter(condition -> "False".equals(condition.getStatus()))
          .map(PodCondition::getMessage)
          .filter(message -> message != null && !message.isBlank())
          .findFirst()
          .map(message -> ": " + message.replaceFirst("\\.$", ""))
          .orElse("");
    }

    private static void pause() {
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the copy of the target started.", e);
      }
    }
  }
}
