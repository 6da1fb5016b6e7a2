package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.controller.cluster.Bench;
import dev.bellows.controller.cluster.EventSink;
import dev.bellows.controller.cluster.PodPicture;
import dev.bellows.controller.cluster.PodSize;
import dev.bellows.controller.cluster.SightingSink;
import dev.bellows.controller.cluster.WorkloadPicture;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.Sample;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A Deployment of a Kubernetes cluster, watched. Nothing here changes it.
///
/// One thread owns what is known, and everything that arrives becomes a task of it. People read the
/// latest picture, which is an immutable value.
public final class KubernetesCluster implements WorkloadView, PodSize, Bench {
  private static final Logger LOG = Logger.getLogger(KubernetesCluster.class);
  private static final Duration PICTURE_PERIOD = Duration.ofSeconds(1);
  private static final String METRICS = "pod metrics";
  private static final String AUTOSCALERS = "horizontalpodautoscalers";

  private final Target target;
  private final KubernetesClient client;
  private final KubernetesConfig config;
  private final Sources sources;
  private final Limits limits;
  private final SightingSink sightings;
  private final TargetEvents events;
  private final InstantSource clock;
  private final TimeError timeError = new TimeError();
  private final Map<String, ObjectWatch<?>> watches = new TreeMap<>();
  private final Map<String, SeenPod> pods = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> autoscalers = new TreeMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("cluster").daemon().factory());
  private final ScheduledExecutorService metricsThread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("metrics").daemon().factory());
  private boolean closed;
  private @Nullable Long unansweredMillis;
  private @Nullable Deployment deployment;
  private @Nullable LabelSelector selector;
  private volatile long askedMillis = Long.MAX_VALUE;
  private volatile Metrics metrics = Metrics.NONE;
  private volatile Map<String, Long> requests = Map.of();
  private volatile Optional<Map<String, Object>> autoscaler = Optional.empty();
  private volatile WorkloadPicture picture;
  private volatile Optional<Scaled> scaled = Optional.empty();

  /// What a scaler reads of the target besides metrics.
  private record Scaled(
      int specReplicas,
      int statusReplicas,
      List<PodObservation> pods,
      Map<String, Map<String, Long>> requestsMilli) {}

  public KubernetesCluster(
      Target target,
      KubernetesClient client,
      KubernetesConfig config,
      Limits limits,
      SightingSink sightings,
      EventSink events,
      InstantSource clock) {
    this.target = target;
    this.client = client;
    this.config = config;
    this.sources = new Sources(client, target.namespace());
    this.limits = limits;
    this.sightings = sightings;
    this.events = new TargetEvents(target.name(), events);
    this.clock = clock;
    this.picture = takePicture();
  }

  @Override
  public void start() {
    watch("deployments", sources.deployments(), new Deployments());
    watch(AUTOSCALERS, sources.autoscalers(), new Autoscalers());
    watch("events", sources.events(), events);
    thread.scheduleWithFixedDelay(
        guarded(this::look), 0, PICTURE_PERIOD.toNanos(), TimeUnit.NANOSECONDS);
    metricsThread.scheduleWithFixedDelay(
        guarded(this::pollMetrics), 0, config.metricsEvery().toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    metricsThread.shutdownNow();
    thread.shutdownNow();
    synchronized (watches) {
      closed = true;
      watches.values().forEach(ObjectWatch::close);
    }
  }

  @Override
  public WorkloadPicture latest() {
    return picture;
  }

  @Override
  public Map<String, Long> requestsMilli() {
    return requests;
  }

  /// What an autoscaler sees at this moment; empty while there is no target.
  Optional<Observation> observation() {
    Metrics known = metrics;
    return scaled.map(seen ->
        new Observation(
            clock.millis(),
            seen.specReplicas(),
            seen.statusReplicas(),
            seen.pods(),
            seen.requestsMilli(),
            known));
  }

  /// The autoscaler of the target as it was last seen; empty where there is none or it may not be
  /// seen.
  public Optional<Map<String, Object>> autoscaler() {
    return autoscaler;
  }

  /// How often each watch had to be opened again.
  public Map<String, Long> watchRestarts() {
    Map<String, Long> restarts = new TreeMap<>();
    synchronized (watches) {
      watches.forEach((what, watch) -> restarts.put(what, watch.restarts()));
    }
    return restarts;
  }

  /// How wrong times may be, in a sentence.
  public String times() {
    return timeError.sentence();
  }

  private <T extends io.fabric8.kubernetes.api.model.HasMetadata> void watch(
      String what, ObjectWatch.Source<T> source, ObjectWatch.Listener<T> listener) {
    String described = "%s in namespace %s".formatted(what, target.namespace());
    synchronized (watches) {
      if (closed) {
        return;
      }
      ObjectWatch<?> before =
          watches.put(
              what,
              new ObjectWatch<>(described, source, onOneThread(listener), limits, config, clock)
                  .start());
      if (before != null) {
        before.close();
      }
    }
  }

  private <T> ObjectWatch.Listener<T> onOneThread(ObjectWatch.Listener<T> listener) {
    return new ObjectWatch.Listener<>() {
      @Override
      public void listed(long atMillis, List<T> all) {
        later(() -> listener.listed(atMillis, all));
      }

      @Override
      public void changed(long atMillis, Watcher.Action action, T object) {
        later(() -> listener.changed(atMillis, action, object));
      }
    };
  }

  private final class Deployments implements ObjectWatch.Listener<Deployment> {
    @Override
    public void listed(long atMillis, List<Deployment> all) {
      Optional<Deployment> ours = all.stream().filter(this::isOurs).findFirst();
      ours.ifPresentOrElse(found -> present(atMillis, found), this::absent);
    }

    @Override
    public void changed(long atMillis, Watcher.Action action, Deployment object) {
      if (isOurs(object)) {
        if (action == Watcher.Action.DELETED) {
          absent();
        } else {
          present(atMillis, object);
        }
      }
    }

    private boolean isOurs(Deployment object) {
      return object.getMetadata().getName().equals(target.name());
    }

    private void present(long atMillis, Deployment found) {
      deployment = found;
      requests =
          Map.copyOf(PodRequests.sum(PodRequests.milli(found.getSpec().getTemplate().getSpec())));
      limits.lift("target");
      sightings.replicas(atMillis, desired());
      if (!found.getSpec().getSelector().equals(selector)) {
        selector = found.getSpec().getSelector();
        watch("pods", sources.pods(selector), new Pods());
      }
      refresh();
    }

    private void absent() {
      deployment = null;
      limits.set(
          "target",
          "There is no Deployment %s in namespace %s: create it, or name another target with bellows.target."
              .formatted(target.name(), target.namespace()));
      refresh();
    }
  }

  private final class Pods implements ObjectWatch.Listener<Pod> {
    @Override
    public void listed(long atMillis, List<Pod> all) {
      Map<String, SeenPod> before = Map.copyOf(pods);
      pods.clear();
      for (Pod pod : all) {
        String name = pod.getMetadata().getName();
        SeenPod known = before.get(name);
        pods.put(
            name,
            known == null
                ? SeenPod.found(pod)
                : known.changedTo(pod, Instant.ofEpochMilli(atMillis)));
      }
      tell(atMillis);
    }

    @Override
    public void changed(long atMillis, Watcher.Action action, Pod pod) {
      Instant now = Instant.ofEpochMilli(atMillis);
      String name = pod.getMetadata().getName();
      SeenPod known = pods.get(name);
      if (action == Watcher.Action.DELETED) {
        pods.remove(name);
      } else if (known == null) {
        pods.put(name, SeenPod.added(pod, now));
        timeError.arrived(atMillis, pod.getMetadata().getCreationTimestamp());
      } else {
        pods.put(name, known.changedTo(pod, now));
      }
      tell(atMillis);
    }

    private void tell(long atMillis) {
      sightings.pods(atMillis, observed(), requested());
      refresh();
    }
  }

  private final class Autoscalers implements ObjectWatch.Listener<GenericKubernetesResource> {
    @Override
    public void listed(long atMillis, List<GenericKubernetesResource> all) {
      autoscalers.clear();
      all.forEach(this::keep);
      tell(atMillis);
    }

    @Override
    public void changed(long atMillis, Watcher.Action action, GenericKubernetesResource object) {
      if (action == Watcher.Action.DELETED) {
        autoscalers.remove(object.getMetadata().getName());
      } else {
        keep(object);
      }
      tell(atMillis);
    }

    private void keep(GenericKubernetesResource object) {
      Map<String, Object> document = AutoscalerDocument.of(object, client);
      if (AutoscalerDocument.scales(document, target.name())) {
        autoscalers.put(object.getMetadata().getName(), document);
      } else {
        autoscalers.remove(object.getMetadata().getName());
      }
    }

    private void tell(long atMillis) {
      if (autoscalers.size() > 1) {
        limits.set(
            "autoscalers",
            "Several HorizontalPodAutoscalers scale %s (%s): they fight, and only the first is shown."
                .formatted(target.name(), String.join(", ", autoscalers.keySet())));
      } else {
        limits.lift("autoscalers");
      }
      Optional<Map<String, Object>> now = autoscalers.values().stream().findFirst();
      if (now.isEmpty()) {
        if (config.scaler() == Scaler.CLUSTER) {
          limits.set(
              "autoscaler",
              "No HorizontalPodAutoscaler scales Deployment %s in namespace %s."
                  .formatted(target.name(), target.namespace()));
        }
        autoscaler = now;
        sightings.noAutoscaler(atMillis);
      } else if (!now.equals(autoscaler)) {
        limits.lift("autoscaler");
        autoscaler = now;
        sightings.autoscaler(atMillis, now.get());
      }
    }
  }

  private void pollMetrics() {
    @Nullable LabelSelector ofTarget = selector;
    if (ofTarget == null) {
      return;
    }
    long asked = clock.millis();
    askedMillis = asked;
    try {
      Metrics polled = PodUsage.of(sources.podMetrics(ofTarget));
      long atMillis = clock.millis();
      limits.lift(METRICS);
      later(() -> answered(atMillis, polled));
    } catch (KubernetesClientException failure) {
      long atMillis = clock.millis();
      limits.set(METRICS, MissingMetrics.sentence(target.namespace(), failure));
      // An API that is served by somebody else, as metrics are, can hang by itself.
      boolean answers = ApiFailure.isAnswer(failure) || answers();
      later(() -> {
        if (answers) {
          answered(atMillis, Metrics.NONE);
        } else {
          unanswered(asked);
        }
      });
    } finally {
      askedMillis = Long.MAX_VALUE;
    }
  }

  private boolean answers() {
    try {
      sources.autoscalers().list();
      return true;
    } catch (KubernetesClientException failure) {
      return ApiFailure.isAnswer(failure);
    }
  }

  private void answered(long atMillis, Metrics polled) {
    // A watch that broke is opened again some time later.
    if (unansweredMillis != null && isOpen(AUTOSCALERS)) {
      sightings.unseen(unansweredMillis, atMillis);
      unansweredMillis = null;
    }
    metrics = polled;
    sightings.metrics(atMillis, polled);
  }

  private void unanswered(long askedMillis) {
    unansweredMillis = unansweredMillis == null ? askedMillis : unansweredMillis;
    metrics = Metrics.NONE;
  }

  private void look() {
    refresh();
    if (unansweredMillis == null) {
      sightings.upTo(Math.min(clock.millis(), askedMillis));
    }
  }

  private boolean isOpen(String what) {
    synchronized (watches) {
      return watches.get(what).isOpen();
    }
  }

  private void refresh() {
    picture = takePicture();
    scaled =
        Optional.ofNullable(deployment)
            .map(found -> new Scaled(desired(), existing(found), observed(), requested()));
  }

  private List<PodObservation> observed() {
    return pods.values().stream().map(SeenPod::observation).toList();
  }

  private Map<String, Map<String, Long>> requested() {
    return pods.values().stream()
        .filter(SeenPod::isActive)
        .findFirst()
        .map(pod -> PodRequests.milli(pod.pod().getSpec()))
        .orElse(Map.of());
  }

  private WorkloadPicture takePicture() {
    List<PodPicture> pictures = new ArrayList<>();
    pods.values().stream()
        .sorted(Comparator.comparing(SeenPod::createdAt).thenComparing(SeenPod::name))
        .forEach(pod -> pictures.add(pod.picture(cpuMillicores(pod.name()))));
    return new WorkloadPicture(
        clock.instant(),
        target.name(),
        target.url(),
        desired(),
        (int) pods.values().stream().filter(SeenPod::isActive).count(),
        (int) pods.values().stream().filter(SeenPod::isReady).count(),
        List.copyOf(pictures),
        0);
  }

  private OptionalLong cpuMillicores(String pod) {
    Sample sample = metrics.resource().getOrDefault("cpu", Map.of()).get(pod);
    return sample == null ? OptionalLong.empty() : OptionalLong.of(sample.milli());
  }

  private int desired() {
    return Optional.ofNullable(deployment).map(found -> found.getSpec().getReplicas()).orElse(0);
  }

  private static int existing(Deployment found) {
    return Optional.ofNullable(found.getStatus()).map(DeploymentStatus::getReplicas).orElse(0);
  }

  private void later(Runnable task) {
    try {
      thread.execute(guarded(task));
    } catch (RejectedExecutionException closed) {
      // The bench has ended, and nobody waits for news of the cluster.
    }
  }

  /// A task that fails must not end the series it belongs to.
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        if (!thread.isShutdown()) {
          LOG.error("A task of the watched cluster failed", e);
        }
      }
    };
  }
}
