package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.SightingSink;
import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.PodObservation;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The parts of the bench on a double of the API server, with quick repetitions.
final class KubernetesTestBench implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);

  final ApiServerDouble server = new ApiServerDouble();
  final List<ClusterEvent> events = new CopyOnWriteArrayList<>();
  final List<Duration> unseen = new CopyOnWriteArrayList<>();
  final KubernetesParts parts;
  private final KubernetesClient client;
  private final String target;
  private final KubernetesConfig config;

  KubernetesTestBench(String target) {
    this(target, Scaler.CLUSTER);
  }

  KubernetesTestBench(String target, Scaler scaler) {
    this(target, new Quick(scaler, LONG), LONG);
  }

  /// @param patience how long it waits for an answer of the API server
  KubernetesTestBench(String target, Duration patience) {
    this(target, new Quick(Scaler.CLUSTER, LONG), patience);
  }

  private KubernetesTestBench(String target, KubernetesConfig config, Duration patience) {
    this.client = server.client(patience);
    this.target = target;
    this.config = config;
    this.parts = next();
  }

  /// One whose watches may be silent only for so long.
  static KubernetesTestBench listening(String target, Duration silentAtMost) {
    return new KubernetesTestBench(target, new Quick(Scaler.CLUSTER, silentAtMost), LONG);
  }

  /// The parts of one more controller.
  KubernetesParts next() {
    return new KubernetesParts(
        new Target(ApiServerDouble.NAMESPACE, target, URI.create("http://" + target)),
        new KubernetesConnection(client),
        config,
        new Listener(),
        events::add,
        InstantSource.system());
  }

  @Override
  public void close() {
    parts.close();
    client.close();
    server.close();
  }

  private record Quick(Scaler scaler, Duration silentAtMost) implements KubernetesConfig {
    @Override
    public Optional<String> namespace() {
      return Optional.of(ApiServerDouble.NAMESPACE);
    }

    @Override
    public String service() {
      return "controller";
    }

    @Override
    public Duration metricsEvery() {
      return Duration.ofMillis(50);
    }

    @Override
    public Duration retryAfter() {
      return Duration.ofMillis(20);
    }

    @Override
    public Duration retryAtMost() {
      return Duration.ofMillis(80);
    }

    @Override
    public Duration environmentEvery() {
      return Duration.ofMillis(100);
    }
  }

  /// Remembers the times in which nothing was seen.
  private final class Listener implements SightingSink {
    @Override
    public void pods(
        long atMillis, List<PodObservation> pods, Map<String, Map<String, Long>> requests) {}

    @Override
    public void replicas(long atMillis, int specReplicas) {}

    @Override
    public void metrics(long atMillis, Metrics metrics) {}

    @Override
    public void autoscaler(long atMillis, Map<String, Object> document) {}

    @Override
    public void noAutoscaler(long atMillis) {}

    @Override
    public void unseen(long fromMillis, long toMillis) {
      unseen.add(Duration.ofMillis(toMillis - fromMillis));
    }

    @Override
    public void upTo(long nowMillis) {}
  }
}
