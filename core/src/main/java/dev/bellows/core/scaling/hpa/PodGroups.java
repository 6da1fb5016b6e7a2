package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import dev.bellows.core.scaling.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The pods of an observation sorted by what their samples of one metric are worth.
///
/// Upstream: `replica_calculator.go`, `groupPods` and `removeMetricsForPods`.
public final class PodGroups {

  /// Before any clock: a Ready condition without a transition time has been so for ever.
  private static final long FOR_EVER = Long.MIN_VALUE / 2;

  private final List<PodObservation> pods;
  private final byte[] verdicts;
  private int counted;
  private int missing;
  private int unready;
  private int strangers;
  private long countedMilli;
  private long strangersMilli;

  private PodGroups(List<PodObservation> pods) {
    this.pods = pods;
    this.verdicts = new byte[pods.size()];
  }

  /// @param judgeReadiness whether an unready pod's sample is distrusted: for CPU alone, because
  ///   starting up costs CPU
  static PodGroups of(
      Observation observation,
      Map<String, Sample> samples,
      boolean judgeReadiness,
      ControllerSettings settings) {
    PodGroups groups = new PodGroups(observation.pods());
    int found = 0;
    for (int i = 0; i < groups.verdicts.length; i++) {
      PodObservation pod = groups.pods.get(i);
      Sample sample = samples.get(pod.name());
      if (sample != null) {
        found++;
      }
      PodVerdict verdict;
      if (pod.deleted()) {
        verdict = PodVerdict.DELETED;
      } else if (pod.phase() == PodPhase.FAILED) {
        verdict = PodVerdict.FAILED;
      } else if (pod.phase() == PodPhase.PENDING) {
        verdict = PodVerdict.PENDING;
      } else if (sample == null) {
        verdict = PodVerdict.MISSING;
      } else if (judgeReadiness) {
        verdict = readiness(pod, sample, observation.atMillis(), settings);
      } else {
        verdict = PodVerdict.COUNTED;
      }
      groups.add(i, verdict, sample == null ? 0 : sample.milli());
    }
    if (found < samples.size()) {
      groups.addStrangers(samples);
    }
    return groups;
  }

  private static PodVerdict readiness(
      PodObservation pod, Sample sample, long atMillis, ControllerSettings settings) {
    if (pod.ready() == Readiness.ABSENT || pod.startedAtMillis().isEmpty()) {
      return PodVerdict.NOT_READY;
    }
    long startedAtMillis = pod.startedAtMillis().getAsLong();
    long transitionAtMillis = pod.readyTransitionAtMillis().orElse(FOR_EVER);
    boolean saysNotReady = pod.ready() == Readiness.FALSE;
    if (startedAtMillis + settings.cpuInitializationMillis() > atMillis) {
      if (saysNotReady) {
        return PodVerdict.NOT_READY;
      }
      return sample.atMillis() < transitionAtMillis + sample.windowMillis()
          ? PodVerdict.HOT_SAMPLE
          : PodVerdict.COUNTED;
    }
    boolean neverReady =
        saysNotReady
            && startedAtMillis + settings.initialReadinessDelayMillis() > transitionAtMillis;
    return neverReady ? PodVerdict.NOT_READY : PodVerdict.COUNTED;
  }

  private void add(int index, PodVerdict verdict, long milli) {
    verdicts[index] = (byte) verdict.ordinal();
    switch (verdict) {
      case COUNTED -> {
        counted++;
        countedMilli += milli;
      }
      case MISSING -> missing++;
      case PENDING, NOT_READY, HOT_SAMPLE -> unready++;
      case DELETED, FAILED -> {}
    }
  }

  /// Samples of pods that the selector does not list: they count in an average of plain values,
  /// never in a utilization.
  private void addStrangers(Map<String, Sample> samples) {
    long totalMilli = 0;
    for (Sample sample : samples.values()) {
      totalMilli += sample.milli();
    }
    strangers = samples.size();
    for (PodObservation pod : pods) {
      Sample sample = samples.get(pod.name());
      if (sample != null) {
        strangers--;
        totalMilli -= sample.milli();
      }
    }
    strangersMilli = totalMilli;
  }

  /// Pods whose samples count.
  public int counted() {
    return counted;
  }

  /// Pods without a sample.
  public int missing() {
    return missing;
  }

  /// Pods that are pending, not ready, or whose CPU samples are too early to trust.
  public int unready() {
    return unready;
  }

  /// Samples of pods that the selector does not list.
  public int strangers() {
    return strangers;
  }

  /// The sum of the counted samples, in thousandths.
  long countedMilli() {
    return countedMilli;
  }

  /// The sum of the strangers' samples, in thousandths.
  long strangersMilli() {
    return strangersMilli;
  }

  /// The names of the pods with this verdict, in the order of the observation.
  public List<String> names(PodVerdict verdict) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < verdicts.length; i++) {
      if (verdicts[i] == verdict.ordinal()) {
        names.add(pods.get(i).name());
      }
    }
    return names;
  }
}
