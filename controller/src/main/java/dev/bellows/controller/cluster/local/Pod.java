package dev.bellows.controller.cluster.local;

import dev.bellows.controller.cluster.PodPicture;
import dev.bellows.controller.cluster.local.balance.Endpoint;
import dev.bellows.controller.cluster.local.balance.PodConnections;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A pod of the local cluster and where it is in its life. The cluster's thread alone touches it.
final class Pod {
  final String name;
  final String uid;
  final Instant createdAt;
  final CpuMeter meter = new CpuMeter();
  private @Nullable PodProcess process;
  private long launchedNanos;
  private @Nullable InetSocketAddress address;
  private @Nullable Thread prober;
  private PodPhase phase = PodPhase.PENDING;
  private boolean ready;
  private boolean terminating;
  private boolean outdated;
  private Instant readinessChangedAt;

  Pod(String name, String uid, Instant createdAt) {
    this.name = name;
    this.uid = uid;
    this.createdAt = createdAt;
    this.readinessChangedAt = createdAt;
  }

  void started(PodProcess started) {
    process = started;
    launchedNanos = System.nanoTime();
    phase = PodPhase.RUNNING;
  }

  void listening(InetSocketAddress at, Thread probes) {
    address = at;
    prober = probes;
  }

  /// Sets the Ready condition; false when it said so already.
  boolean become(boolean nowReady, Instant now) {
    if (ready == nowReady) {
      return false;
    }
    ready = nowReady;
    readinessChangedAt = now;
    return true;
  }

  void terminating(Instant now) {
    terminating = true;
    become(false, now);
    stopProbing();
  }

  void ended(int exitCode, Instant now) {
    phase = exitCode == 0 ? PodPhase.SUCCEEDED : PodPhase.FAILED;
    become(false, now);
    stopProbing();
  }

  private void stopProbing() {
    if (prober != null) {
      prober.interrupt();
    }
  }

  Optional<PodProcess> process() {
    return Optional.ofNullable(process);
  }

  /// When its process was started, by [System#nanoTime()].
  long launchedNanos() {
    return launchedNanos;
  }

  /// Whether it has said where it listens.
  boolean isListening() {
    return address != null;
  }

  boolean isRunning() {
    return phase == PodPhase.RUNNING;
  }

  boolean isReady() {
    return ready;
  }

  boolean isTerminating() {
    return terminating;
  }

  /// Marks it as made from a template that is no longer the workload's.
  void outdate() {
    outdated = true;
  }

  boolean isOutdated() {
    return outdated;
  }

  boolean isFinished() {
    return phase == PodPhase.SUCCEEDED || phase == PodPhase.FAILED;
  }

  /// Whether it counts as one of the replicas.
  boolean isActive() {
    return !terminating && !isFinished();
  }

  Optional<Endpoint> endpoint() {
    return ready && isActive() && address != null
        ? Optional.of(new Endpoint(name, address))
        : Optional.empty();
  }

  Victims.Candidate candidate() {
    return new Victims.Candidate(
        name, uid, isRunning(), ready, seconds(readinessChangedAt), seconds(createdAt));
  }

  /// As the objects of the API say it: times in whole seconds.
  PodObservation observation() {
    return new PodObservation(
        name,
        phase,
        OptionalLong.of(seconds(createdAt).toEpochMilli()),
        ready ? Readiness.TRUE : Readiness.FALSE,
        OptionalLong.of(seconds(readinessChangedAt).toEpochMilli()),
        terminating);
  }

  PodPicture picture(PodConnections connections) {
    return new PodPicture(
        name,
        phase,
        ready,
        terminating,
        isFinished() ? OptionalLong.empty() : meter.millicores(),
        createdAt,
        ready ? Optional.of(readinessChangedAt) : Optional.empty(),
        connections.open(),
        connections.total(),
        connections.failed());
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
