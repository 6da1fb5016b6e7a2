package dev.bellows.controller.cluster.local;

import dev.bellows.controller.cluster.EventSink;
import dev.bellows.controller.cluster.PodLimits;
import dev.bellows.controller.cluster.PodPicture;
import dev.bellows.controller.cluster.ReplicaActuator;
import dev.bellows.controller.cluster.WorkloadObserver;
import dev.bellows.controller.cluster.WorkloadPicture;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.cluster.local.balance.Balancer;
import dev.bellows.controller.cluster.local.balance.PodConnections;
import dev.bellows.controller.cluster.local.manifest.PodTemplate;
import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.Sample;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A cluster of processes on this machine with one workload in it: as many pods as are asked for,
/// whatever becomes of each.
///
/// One thread owns all pods. People read the latest picture, which is an immutable value.
public final class LocalCluster
    implements WorkloadObserver, ReplicaActuator, WorkloadView, PodLimits, AutoCloseable {
  private static final Duration PICTURE_PERIOD = Duration.ofSeconds(1);
  private static final Duration FINISHED_PODS_SHOWN = Duration.ofSeconds(60);

  /// metrics-server answers with a sample a little after it took it.
  private static final Duration METRICS_DELAY = Duration.ofMillis(300);

  /// The first sample comes when the first pods are ready: with the second one they have a metric
  /// that does not contain their start, and is therefore trusted.
  private static final int FIRST_SAMPLE_PART = 5;

  private static final Duration SHUTDOWN = Duration.ofSeconds(5);

  private final PodTemplate template;
  private final Balancer balancer;
  private final PodEvents events;
  private final Clock clock;
  private final MetricsServer metricsServer;
  private final Duration metricResolution;
  private final PodNames names = new PodNames();
  private final CrashBackOff backOff = new CrashBackOff();
  private final Map<String, Pod> pods = new LinkedHashMap<>();
  private final ClusterThread thread = new ClusterThread();
  private final Kubelet kubelet;
  private Map<String, Sample> metrics = Map.of();
  private int desired;
  private boolean closing;
  private volatile WorkloadPicture picture;

  public LocalCluster(
      PodTemplate template,
      PodLauncher launcher,
      Balancer balancer,
      Duration metricResolution,
      EventSink events,
      Clock clock) {
    this.template = template;
    this.balancer = balancer;
    this.metricResolution = metricResolution;
    this.metricsServer = new MetricsServer(metricResolution);
    this.events = new PodEvents(events, clock);
    this.clock = clock;
    this.kubelet = new Kubelet(template, launcher, thread, this.events, clock, new Fates());
    this.picture = takePicture();
  }

  /// Begins to sample; pods come with the first [#scale].
  public void start() {
    thread.repeatedly(PICTURE_PERIOD, this::look);
    // Missed samples come late, because their phase to the loop must stay; the metrics server
    // expects them back to back.
    thread.steadily(metricResolution.dividedBy(FIRST_SAMPLE_PART), metricResolution, this::scrape);
  }

  @Override
  public void scale(int replicas) {
    if (replicas < 0) {
      throw new IllegalArgumentException("replicas must be 0 or more, but was " + replicas);
    }
    thread.later(() -> {
      desired = replicas;
      reconcile();
    });
  }

  @Override
  public void limitCpu(OptionalInt millicores) {
    OptionalLong limit =
        millicores.isPresent() ? OptionalLong.of(millicores.getAsInt()) : OptionalLong.empty();
    thread.later(() -> {
      kubelet.limitCpu(limit);
      pods.values().stream().filter(Pod::isActive).forEach(Pod::outdate);
      reconcile();
    });
  }

  @Override
  public Observation observe() {
    return thread.ask(this::observation);
  }

  @Override
  public WorkloadPicture latest() {
    return picture;
  }

  /// Ends all pods: no further connection, SIGTERM, and after six seconds SIGKILL. A pod without an
  /// open connection has nothing to drain and does not get to wait for latecomers.
  @Override
  public void close() {
    balancer.stopAccepting();
    List<PodProcess> processes = thread.ask(this::endAllPods);
    long deadline = System.nanoTime() + SHUTDOWN.toNanos();
    while (processes.stream().anyMatch(PodProcess::isAlive)
        && System.nanoTime() < deadline
        && hasConnections()) {
      pause();
    }
    processes.forEach(PodProcess::kill);
    processes.forEach(process -> process.onExit().join());
    thread.close();
    balancer.close();
  }

  private List<PodProcess> endAllPods() {
    closing = true;
    List<PodProcess> processes =
        pods.values().stream().flatMap(pod -> pod.process().stream()).toList();
    processes.forEach(PodProcess::terminate);
    return processes;
  }

  private boolean hasConnections() {
    return balancer.connections().values().stream().anyMatch(pod -> pod.open() > 0);
  }

  private void reconcile() {
    if (closing) {
      return;
    }
    List<Pod> active =
        pods.values().stream().filter(pod -> pod.isActive() && !pod.isOutdated()).toList();
    int surplus = active.size() - desired;
    if (surplus > 0) {
      Victims.choose(active.stream().map(Pod::candidate).toList(), surplus, now())
          .forEach(victim -> delete(pods.get(victim.name())));
    } else if (surplus < 0) {
      Duration wait = backOff.remaining(now());
      if (wait.isZero()) {
        for (int i = surplus; i < 0; i++) {
          create();
        }
      } else {
        thread.after(wait, this::reconcile);
      }
    }
    replaceOutdated();
    changed();
  }

  /// Old pods serve until there are as many new ones ready as are asked for.
  private void replaceOutdated() {
    long ready = pods.values().stream().filter(pod -> pod.isReady() && !pod.isOutdated()).count();
    if (ready >= desired) {
      pods.values().stream()
          .filter(pod -> pod.isActive() && pod.isOutdated())
          .toList()
          .forEach(this::delete);
    }
  }

  private void create() {
    Pod pod = new Pod(names.next(template.workload()), names.uid(), now());
    pods.put(pod.name, pod);
    events.normal(pod, "Created", "Created pod " + pod.name);
    kubelet.start(pod);
  }

  /// The balancer forgets a pod before the pod hears of its end.
  private void delete(Pod pod) {
    pod.terminating(now());
    changed();
    kubelet.stop(pod);
  }

  /// What becomes of pods, and what follows from it.
  private final class Fates implements Kubelet.Listener {
    @Override
    public void readinessChanged(Pod pod) {
      changed();
      if (pod.isReady()) {
        replaceOutdated();
      }
    }

    @Override
    public void ended(Pod pod, int exitCode) {
      if (closing) {
        return;
      }
      if (pod.isTerminating()) {
        pods.remove(pod.name);
        events.normal(pod, "Deleted", "Pod ended with exit code " + exitCode);
      } else {
        died(pod, exitCode);
      }
      reconcile();
    }
  }

  private void died(Pod pod, int exitCode) {
    Duration wait = backOff.died(Duration.between(pod.createdAt, now()), now());
    events.warning(
        pod,
        wait.isZero() ? "Failed" : "BackOff",
        "Pod died with exit code %d; %s"
            .formatted(
                exitCode,
                wait.isZero()
                    ? "replacing it at once"
                    : "replacing it in %d s, because pods keep dying".formatted(wait.toSeconds())));
    thread.after(FINISHED_PODS_SHOWN, () -> pods.remove(pod.name));
  }

  private void scrape() {
    Map<String, MetricsServer.Reading> readings = new HashMap<>();
    pods.values().stream()
        .filter(pod -> pod.isActive() && pod.isRunning())
        .forEach(pod ->
            pod.process()
                .ifPresent(process ->
                    readings.put(
                        pod.name, new MetricsServer.Reading(pod.createdAt, now(), process.cpu()))));
    Map<String, Sample> scraped = metricsServer.scrape(readings);
    thread.after(METRICS_DELAY, () -> metrics = scraped);
  }

  private void look() {
    for (Pod pod : pods.values()) {
      if (!pod.isFinished()) {
        pod.process().ifPresent(process -> pod.meter.add(now(), process.cpu()));
      }
    }
    picture = takePicture();
  }

  /// Brings the balancer and the picture up to date.
  private void changed() {
    balancer.balanceOver(pods.values().stream().flatMap(pod -> pod.endpoint().stream()).toList());
    picture = takePicture();
  }

  private Observation observation() {
    Map<String, Sample> ofActive = new HashMap<>(metrics);
    ofActive.keySet().removeIf(name -> !isActive(name));
    return new Observation(
        now().toEpochMilli(),
        desired,
        current(),
        pods.values().stream().map(Pod::observation).toList(),
        Map.of(template.container(), template.requestsMilli()),
        Metrics.ofResource("cpu", ofActive));
  }

  private WorkloadPicture takePicture() {
    Map<String, PodConnections> connections = balancer.connections();
    PodConnections none = new PodConnections(0, 0, 0);
    List<PodPicture> pictures = new ArrayList<>();
    pods.values()
        .forEach(pod -> pictures.add(pod.picture(connections.getOrDefault(pod.name, none))));
    return new WorkloadPicture(
        now(),
        template.workload(),
        balancer.uri(),
        desired,
        current(),
        (int) pods.values().stream().filter(Pod::isReady).count(),
        List.copyOf(pictures),
        balancer.refused());
  }

  private int current() {
    return (int) pods.values().stream().filter(Pod::isActive).count();
  }

  private boolean isActive(String name) {
    return Optional.ofNullable(pods.get(name)).map(Pod::isActive).orElse(false);
  }

  private Instant now() {
    return clock.instant();
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
