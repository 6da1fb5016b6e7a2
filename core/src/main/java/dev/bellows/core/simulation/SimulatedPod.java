package dev.bellows.core.simulation;

import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import dev.bellows.core.scaling.Sample;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A pod in virtual time and what the metrics API knows of it.
final class SimulatedPod {

  /// A container younger than this gives the metrics server no first sample by itself.
  private static final long FRESH_MILLIS = 10_000;

  private final String name;
  private final long createdMillis;
  private final long readyMillis;
  private final PodObservation starting;
  private final PodObservation ready;
  private long readingMillis;
  private boolean read;
  private @Nullable Sample sample;

  SimulatedPod(String name, long createdMillis, long readyMillis) {
    this.name = name;
    this.createdMillis = createdMillis;
    this.readyMillis = readyMillis;
    this.starting = observed(Readiness.FALSE, createdMillis);
    this.ready = observed(Readiness.TRUE, readyMillis);
  }

  /// A pod that was there long before the load, with a reading already taken.
  static SimulatedPod old(String name, long sinceMillis, long readingMillis, long windowMillis) {
    SimulatedPod pod = new SimulatedPod(name, sinceMillis, sinceMillis);
    pod.read = true;
    pod.readingMillis = readingMillis;
    pod.sample = new Sample(0, readingMillis, windowMillis);
    return pod;
  }

  String name() {
    return name;
  }

  long readyMillis() {
    return readyMillis;
  }

  PodObservation at(long nowMillis) {
    return nowMillis >= readyMillis ? ready : starting;
  }

  @Nullable Sample sample() {
    return sample;
  }

  /// Takes a reading as metrics-server does: two readings make a sample, and a container old enough
  /// but younger than one period counts from its start. Upstream: metrics-server's
  /// `pkg/storage/pod.go`.
  void scrape(long atMillis, long scrapeMillis, CpuUse use) {
    long age = atMillis - createdMillis;
    if (age < 0) {
      return;
    }
    boolean fresh = age >= FRESH_MILLIS && age < scrapeMillis;
    if (read || fresh) {
      long from = read ? readingMillis : createdMillis;
      long window = atMillis - from;
      double burned = use.burned(atMillis) - use.burned(Math.clamp(readyMillis, from, atMillis));
      sample = new Sample((long) Math.ceil(burned / window), atMillis, window);
    }
    read = true;
    readingMillis = atMillis;
  }

  private PodObservation observed(Readiness readiness, long sinceMillis) {
    return new PodObservation(
        name,
        PodPhase.RUNNING,
        OptionalLong.of(createdMillis),
        readiness,
        OptionalLong.of(sinceMillis),
        false);
  }
}
