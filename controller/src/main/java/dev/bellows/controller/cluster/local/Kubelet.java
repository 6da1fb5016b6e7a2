package dev.bellows.controller.cluster.local;

import dev.bellows.controller.cluster.local.manifest.HttpProbe;
import dev.bellows.controller.cluster.local.manifest.PodTemplate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;

/// What a node's agent is to its pods: it starts the process of each, probes it, ends it, and says
/// what became of it. How many pods there are is not its concern. All of it happens on the
/// cluster's thread.
final class Kubelet {

  /// Who is told what became of a pod, on the cluster's thread.
  interface Listener {
    /// It became ready, or is ready no more.
    void readinessChanged(Pod pod);

    /// Its process is gone, or never came to be.
    void ended(Pod pod, int exitCode);
  }

  private final PodTemplate template;
  private final ClusterThread thread;
  private final PodEvents events;
  private final Clock clock;
  private final Listener listener;
  private PodLauncher launcher;

  Kubelet(
      PodTemplate template,
      PodLauncher launcher,
      ClusterThread thread,
      PodEvents events,
      Clock clock,
      Listener listener) {
    this.template = template;
    this.launcher = launcher;
    this.thread = thread;
    this.events = events;
    this.clock = clock;
    this.listener = listener;
  }

  /// Of pods that are started from now on; empty for the limit of the manifest.
  void limitCpu(OptionalLong millicores) {
    launcher = launcher.limitedTo(millicores);
  }

  void start(Pod pod) {
    try {
      PodProcess process =
          launcher.launch(pod.name, address -> thread.later(() -> listening(pod, address)));
      pod.started(process);
      watchStartup(pod);
      process.onExit().thenAccept(exitCode -> thread.later(() -> ended(pod, exitCode)));
      events.normal(pod, "Started", "Started process " + process.pid());
    } catch (IOException e) {
      events.warning(pod, "Failed", "The process could not be started: " + e.getMessage());
      ended(pod, -1);
    }
  }

  /// Asks a terminating pod to end, and ends it when its grace period is over.
  void stop(Pod pod) {
    events.normal(pod, "Killing", "Stopping pod " + pod.name);
    pod.process()
        .ifPresent(process -> {
          process.terminate();
          thread.after(
              template.terminationGrace(),
              () -> {
                if (process.isAlive()) {
                  events.warning(pod, "Killing", "Killed pod after its grace period");
                  process.kill();
                }
              });
        });
  }

  /// A pod that hangs before it opens its port is never probed, so its time to start is kept here.
  private void watchStartup(Pod pod) {
    template
        .startup()
        .map(HttpProbe::patience)
        .ifPresent(allowed ->
            thread.after(
                allowed,
                () -> {
                  if (!pod.isListening()) {
                    kill(pod, "it opened no port for %d s".formatted(allowed.toSeconds()));
                  }
                }));
  }

  private void kill(Pod pod, String why) {
    if (pod.isActive()) {
      events.warning(pod, "Unhealthy", "Killing the pod: " + why);
      pod.process().ifPresent(PodProcess::kill);
    }
  }

  private void listening(Pod pod, InetSocketAddress address) {
    if (pod.isActive()) {
      Prober prober = new Prober(template, address, pod.launchedNanos(), new Probed(pod));
      pod.listening(address, Thread.ofVirtual().name("probes of " + pod.name).start(prober));
    }
  }

  private void ended(Pod pod, int exitCode) {
    pod.ended(exitCode, clock.instant());
    listener.ended(pod, exitCode);
  }

  private final class Probed implements Prober.Listener {
    private final Pod pod;

    private Probed(Pod pod) {
      this.pod = pod;
    }

    @Override
    public void readiness(boolean ready) {
      thread.later(() -> {
        if (pod.isActive() && pod.become(ready, clock.instant())) {
          listener.readinessChanged(pod);
          if (ready) {
            double seconds = Duration.between(pod.createdAt, clock.instant()).toMillis() / 1_000.0;
            events.normal(
                pod, "Ready", "Pod is ready %.2f s after its creation".formatted(seconds));
          } else {
            events.warning(pod, "Unhealthy", "The readiness probe failed");
          }
        }
      });
    }

    @Override
    public void dead(String why) {
      // A pod that drains meanwhile may finish: its readiness and its health are nobody's concern.
      thread.later(() -> kill(pod, why));
    }
  }
}
