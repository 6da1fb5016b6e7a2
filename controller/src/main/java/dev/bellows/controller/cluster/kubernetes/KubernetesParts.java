package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.controller.cluster.AutoscalerEditor;
import dev.bellows.controller.cluster.Bench;
import dev.bellows.controller.cluster.EventSink;
import dev.bellows.controller.cluster.PodLimits;
import dev.bellows.controller.cluster.ReplicaActuator;
import dev.bellows.controller.cluster.SightingSink;
import dev.bellows.controller.cluster.Surroundings;
import dev.bellows.controller.cluster.TargetCopies;
import dev.bellows.controller.cluster.Upkeep;
import dev.bellows.controller.cluster.WorkloadObserver;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// The parts that talk to one Kubernetes API, put together.
public final class KubernetesParts implements Bench {
  private static final Logger LOG = Logger.getLogger(KubernetesParts.class);

  private final KubernetesCluster cluster;
  private final ClusterProbe probe;
  private final Keeper keeper;
  private final KubernetesCopies copies;
  private final KubernetesLimits podLimits;
  private final KubernetesScaler scaler;
  private final Target target;

  public KubernetesParts(
      Target target,
      KubernetesConnection connection,
      KubernetesConfig config,
      SightingSink sightings,
      EventSink events,
      InstantSource clock) {
    KubernetesClient client = connection.client();
    Limits limits = new Limits();
    this.target = target;
    this.cluster = new KubernetesCluster(target, client, config, limits, sightings, events, clock);
    this.probe =
        new ClusterProbe(
            target,
            connection.namespace().orElse(target.namespace()),
            client,
            config,
            limits,
            cluster);
    this.keeper =
        new Keeper(
            target,
            new Applier(client, target.namespace()),
            cluster,
            config.scaler(),
            probe::allocatableMillicores);
    this.copies = new KubernetesCopies(target, client, connection.namespace());
    this.podLimits = new KubernetesLimits(target, client);
    this.scaler = new KubernetesScaler(target, client, cluster, limits);
  }

  @Override
  public void start() {
    cluster.start();
    probe.start();
    Thread.ofVirtual().name("tidy up").start(this::tidyUp);
  }

  /// What a trial changed that ended with its controller.
  private void tidyUp() {
    List.<Runnable>of(copies::removeLeftOvers, podLimits::putBack, keeper::giveBack)
        .forEach(task -> {
          try {
            task.run();
          } catch (KubernetesClientException unanswered) {
            untidy(ApiFailure.sentence("tidy up", unanswered));
          } catch (RuntimeException refused) {
            untidy(String.valueOf(refused.getMessage()));
          }
        });
  }

  private static void untidy(String reason) {
    LOG.warnf("What an earlier controller may have left is as it was reason=%s", reason);
  }

  @Override
  public void close() {
    probe.close();
    cluster.close();
  }

  public KubernetesCluster cluster() {
    return cluster;
  }

  public Surroundings surroundings() {
    return probe;
  }

  public WorkloadObserver observer() {
    return scaler;
  }

  public ReplicaActuator actuator() {
    return scaler;
  }

  /// The rules by which this controller scales, where it does.
  public Map<String, Object> bundledAutoscaler() {
    return Bundle.autoscalerOf(target);
  }

  public Upkeep upkeep() {
    return keeper;
  }

  public AutoscalerEditor editor() {
    return keeper;
  }

  public TargetCopies copies() {
    return copies;
  }

  public PodLimits podLimits() {
    return podLimits;
  }
}
