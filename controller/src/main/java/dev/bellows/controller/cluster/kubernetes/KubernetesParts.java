package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.controller.cluster.AutoscalerEditor;
import dev.bellows.controller.cluster.Bench;
import dev.bellows.controller.cluster.EventSink;
import dev.bellows.controller.cluster.SightingSink;
import dev.bellows.controller.cluster.Surroundings;
import dev.bellows.controller.cluster.Upkeep;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;

/// The parts that talk to one Kubernetes API, put together.
public final class KubernetesParts implements Bench {
  private final KubernetesCluster cluster;
  private final ClusterProbe probe;
  private final Keeper keeper;

  public KubernetesParts(
      Target target,
      KubernetesConnection connection,
      KubernetesConfig config,
      SightingSink sightings,
      EventSink events,
      InstantSource clock) {
    KubernetesClient client = connection.client();
    Limits limits = new Limits();
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
            target, new Applier(client, target.namespace()), cluster, probe::allocatableMillicores);
  }

  @Override
  public void start() {
    cluster.start();
    probe.start();
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

  public Upkeep upkeep() {
    return keeper;
  }

  public AutoscalerEditor editor() {
    return keeper;
  }
}
