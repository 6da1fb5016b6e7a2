package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.controller.cluster.EnvironmentPicture;
import dev.bellows.controller.cluster.Surroundings;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Looks at the cluster around the target now and then: its product, its size, the way in.
final class ClusterProbe implements Surroundings, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ClusterProbe.class);
  private static final long MILLI_PER_MEBIBYTE = 1024L * 1024 * 1000;

  private final Target target;
  private final String home;
  private final KubernetesClient client;
  private final KubernetesConfig config;
  private final Limits limits;
  private final KubernetesCluster cluster;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("environment").daemon().factory());
  private volatile Found found = new Found(List.of(), Optional.empty(), Optional.empty(), false);

  /// What the API server last told.
  ///
  /// @param nodesSeen whether they may be listed
  private record Found(
      List<Node> nodes, Optional<String> version, Optional<Service> service, boolean nodesSeen) {}

  /// @param home the namespace of this service, where its own Service is
  ClusterProbe(
      Target target,
      String home,
      KubernetesClient client,
      KubernetesConfig config,
      Limits limits,
      KubernetesCluster cluster) {
    this.target = target;
    this.home = home;
    this.client = client;
    this.config = config;
    this.limits = limits;
    this.cluster = cluster;
  }

  void start() {
    thread.scheduleWithFixedDelay(
        this::look, 0, config.environmentEvery().toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  @Override
  public EnvironmentPicture environment() {
    Found now = found;
    ClusterKind kind = ClusterKind.of(now.nodes, now.version);
    return new EnvironmentPicture(
        "kubernetes",
        kind.name(),
        kind.evidence(),
        now.version,
        now.nodesSeen ? OptionalLong.of(now.nodes.size()) : OptionalLong.empty(),
        now.nodesSeen ? OptionalLong.of(cpuMillicores(now)) : OptionalLong.empty(),
        now.nodesSeen
            ? OptionalLong.of(Sizing.allocatableMilli(now.nodes, "memory") / MILLI_PER_MEBIBYTE)
            : OptionalLong.empty(),
        DashboardAccess.ways(kind, home, config.service(), now.service, now.nodes),
        sizing(now),
        cluster.watchRestarts(),
        cluster.times());
  }

  @Override
  public List<String> limits() {
    return limits.sentences();
  }

  /// What the nodes give to pods, where they may be seen.
  OptionalLong allocatableMillicores() {
    Found now = found;
    return now.nodesSeen ? OptionalLong.of(cpuMillicores(now)) : OptionalLong.empty();
  }

  private Optional<String> sizing(Found now) {
    int replicas =
        cluster
            .autoscaler()
            .or(this::ownRules)
            .map(document -> document.get("spec"))
            .map(spec -> ((Map<?, ?>) spec).get("maxReplicas"))
            .map(most -> ((Number) most).intValue())
            .orElse(cluster.latest().desired());
    return Sizing.advice(
        cpuMillicores(now), replicas, cluster.requestsMilli().getOrDefault("cpu", 0L));
  }

  private Optional<Map<String, Object>> ownRules() {
    return config.scaler() == Scaler.CONTROLLER
        ? Optional.of(Bundle.autoscalerOf(target))
        : Optional.empty();
  }

  private static long cpuMillicores(Found now) {
    return Sizing.allocatableMilli(now.nodes, "cpu");
  }

  private void look() {
    boolean first = found.version.isEmpty();
    try {
      Optional<List<Node>> nodes =
          ask("nodes", "list nodes", () -> client.nodes().list().getItems());
      Optional<String> version =
          ask(
              "version",
              "ask for the version",
              () -> client.getKubernetesVersion().getGitVersion());
      Optional<Service> service =
          ask(
              "service",
              "get services in namespace " + home,
              () -> client.services().inNamespace(home).withName(config.service()).get());
      found = new Found(nodes.orElse(List.of()), version, service, nodes.isPresent());
    } catch (RuntimeException unexpected) {
      if (!thread.isShutdown()) {
        LOG.error("The environment could not be looked at", unexpected);
      }
    }
    if (first && found.version.isPresent()) {
      tell();
    }
  }

  private void tell() {
    EnvironmentPicture now = environment();
    LOG.infof(
        "Watching namespace=%s target=%s cluster=%s version=%s",
        target.namespace(), target.name(), now.kind(), now.version().orElse("unknown"));
    LOG.infof("Reach the dashboard: %s", String.join("; or ", now.dashboard()));
  }

  private <T> Optional<T> ask(
      String matter, String doing, java.util.function.Supplier<T> question) {
    try {
      Optional<T> answer = Optional.ofNullable(question.get());
      limits.lift(matter);
      return answer;
    } catch (KubernetesClientException failure) {
      limits.set(matter, ApiFailure.sentence(doing, failure));
      return Optional.empty();
    }
  }
}
