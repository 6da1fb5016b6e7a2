package dev.bellows.controller.cluster.local;

import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.EventSink;
import dev.bellows.controller.cluster.PodLimits;
import dev.bellows.controller.cluster.PodPicture;
import dev.bellows.controller.cluster.ReplicaActuator;
import dev.bellows.controller.cluster.WorkloadObserver;
import dev.bellows.controller.cluster.WorkloadPicture;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.cluster.local.balance.Balancer;
import dev.bellows.controller.cluster.local.balance.PodConnections;
import dev.bellows.controller.cluster.local.manifest.HttpProbe;
import dev.bellows.controller.cluster.local.manifest.PodTemplate;
import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// A cluster of processes on this machine with one workload in it.
///
/// One thread owns all pods: whatever happens to them (asked replicas, exits, probes, metrics)
/// becomes a task of that thread, so nothing here needs a lock. People read the latest picture,
/// which is an immutable value.
public final class LocalCluster
    implements WorkloadObserver, ReplicaActuator, WorkloadView, PodLimits, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LocalCluster.class);
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
  private final EventSink events;
  private final Clock clock;
  private final MetricsServer metricsServer;
  private final Duration metricResolution;
  private final PodNames names = new PodNames();
  private final CrashBackOff backOff = new CrashBackOff();
  private final Map<String, Pod> pods = new LinkedHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("cluster").daemon().factory());
  private Map<String, Sample> metrics = Map.of();
  private PodLauncher launcher;
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
    this.launcher = launcher;
    this.balancer = balancer;
    this.metricResolution = metricResolution;
    this.metricsServer = new MetricsServer(metricResolution);
    this.events = events;
    this.clock = clock;
    this.picture = takePicture();
  }

  /// Begins to sample; pods come with the first [#scale].
  public void start() {
    // After a pause of this process (Ctrl-Z) missed pictures are not made up for.
    thread.scheduleWithFixedDelay(
        guarded(this::look), 0, PICTURE_PERIOD.toNanos(), TimeUnit.NANOSECONDS);
    // Missed samples are, because their phase to the loop must stay; the metrics server expects it.
    thread.scheduleAtFixedRate(
        guarded(this::scrape),
        metricResolution.dividedBy(FIRST_SAMPLE_PART).toNanos(),
        metricResolution.toNanos(),
        TimeUnit.NANOSECONDS);
  }

  @Override
  public void scale(int replicas) {
    if (replicas < 0) {
      throw new IllegalArgumentException("replicas must be 0 or more, but was " + replicas);
    }
    later(() -> {
      desired = replicas;
      reconcile();
    });
  }

  @Override
  public void limitCpu(OptionalInt millicores) {
    OptionalLong limit =
        millicores.isPresent() ? OptionalLong.of(millicores.getAsInt()) : OptionalLong.empty();
    later(() -> {
      launcher = launcher.limitedTo(limit);
      pods.values().stream().filter(Pod::isActive).forEach(Pod::outdate);
      reconcile();
    });
  }

  @Override
  public Observation observe() {
    try {
      return thread.submit(this::observation).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while observing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the cluster could not be observed", e.getCause());
    }
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
    List<PodProcess> processes = endAllPods();
    long deadline = System.nanoTime() + SHUTDOWN.toNanos();
    while (processes.stream().anyMatch(PodProcess::isAlive)
        && System.nanoTime() < deadline
        && hasConnections()) {
      pause();
    }
    processes.forEach(PodProcess::kill);
    processes.forEach(process -> process.onExit().join());
    thread.shutdownNow();
    balancer.close();
  }

  private List<PodProcess> endAllPods() {
    try {
      return thread
          .submit(() -> {
            closing = true;
            List<PodProcess> processes =
                pods.values().stream().flatMap(pod -> pod.process().stream()).toList();
            processes.forEach(PodProcess::terminate);
            return processes;
          })
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the pods could not be ended", e);
    }
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
        after(wait, this::reconcile);
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
    normal(pod, "Created", "Created pod " + pod.name);
    try {
      PodProcess process =
          launcher.launch(pod.name, address -> later(() -> listening(pod, address)));
      pod.started(process);
      watchStartup(pod);
      process.onExit().thenAccept(exitCode -> later(() -> exited(pod, exitCode)));
      normal(pod, "Started", "Started process " + process.pid());
    } catch (IOException e) {
      warning(pod, "Failed", "The process could not be started: " + e.getMessage());
      exited(pod, -1);
    }
  }

  /// A pod that hangs before it opens its port is never probed, so its time to start is kept here.
  private void watchStartup(Pod pod) {
    template
        .startup()
        .map(HttpProbe::patience)
        .ifPresent(allowed ->
            after(
                allowed,
                () -> {
                  if (!pod.isListening()) {
                    kill(pod, "it opened no port for %d s".formatted(allowed.toSeconds()));
                  }
                }));
  }

  private void kill(Pod pod, String why) {
    if (pod.isActive()) {
      warning(pod, "Unhealthy", "Killing the pod: " + why);
      pod.process().ifPresent(PodProcess::kill);
    }
  }

  private void listening(Pod pod, InetSocketAddress address) {
    if (pod.isActive()) {
      Prober prober = new Prober(template, address, pod.launchedNanos(), new Probed(pod));
      pod.listening(address, Thread.ofVirtual().name("probes of " + pod.name).start(prober));
    }
  }

  private void delete(Pod pod) {
    pod.terminating(now());
    changed();
    normal(pod, "Killing", "Stopping pod " + pod.name);
    pod.process()
        .ifPresent(process -> {
          process.terminate();
          after(
              template.terminationGrace(),
              () -> {
                if (process.isAlive()) {
                  warning(pod, "Killing", "Killed pod after its grace period");
                  process.kill();
                }
              });
        });
  }

  private void exited(Pod pod, int exitCode) {
    boolean expected = pod.isTerminating();
    pod.ended(exitCode, now());
    if (closing) {
      return;
    }
    if (expected) {
      pods.remove(pod.name);
      normal(pod, "Deleted", "Pod ended with exit code " + exitCode);
    } else {
      Duration wait = backOff.died(Duration.between(pod.createdAt, now()), now());
      warning(
          pod,
          wait.isZero() ? "Failed" : "BackOff",
          "Pod died with exit code %d; %s"
              .formatted(
                  exitCode,
                  wait.isZero()
                      ? "replacing it at once"
                      : "replacing it in %d s, because pods keep dying"
                          .formatted(wait.toSeconds())));
      after(FINISHED_PODS_SHOWN, () -> pods.remove(pod.name));
    }
    reconcile();
  }

  private final class Probed implements Prober.Listener {
    private final Pod pod;

    private Probed(Pod pod) {
      this.pod = pod;
    }

    @Override
    public void readiness(boolean ready) {
      later(() -> {
        if (pod.isActive() && pod.become(ready, now())) {
          changed();
          if (ready) {
            replaceOutdated();
            double seconds = Duration.between(pod.createdAt, now()).toMillis() / 1_000.0;
            normal(pod, "Ready", "Pod is ready %.2f s after its creation".formatted(seconds));
          } else {
            warning(pod, "Unhealthy", "The readiness probe failed");
          }
        }
      });
    }

    @Override
    public void dead(String why) {
      // A pod that drains meanwhile may finish: its readiness and its health are nobody's concern.
      later(() -> kill(pod, why));
    }
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
    after(METRICS_DELAY, () -> metrics = scraped);
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

  private void later(Runnable task) {
    after(Duration.ZERO, task);
  }

  private void after(Duration wait, Runnable task) {
    try {
      thread.schedule(guarded(task), wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      // The cluster has been closed, and nobody waits for news of its pods.
    }
  }

  /// A task that fails must not end the series it belongs to.
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("A task of the local cluster failed", e);
      }
    };
  }

  private void normal(Pod pod, String reason, String message) {
    events.record(new ClusterEvent(now(), "Normal", reason, "pod/" + pod.name, message));
  }

  private void warning(Pod pod, String reason, String message) {
    events.record(new ClusterEvent(now(), "Warning", reason, "pod/" + pod.name, message));
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
