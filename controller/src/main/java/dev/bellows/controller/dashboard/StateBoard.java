package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellows.controller.cluster.AutoscalerStatus;
import dev.bellows.controller.cluster.PodPicture;
import dev.bellows.controller.cluster.Surroundings;
import dev.bellows.controller.cluster.WorkloadPicture;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.history.Journal;
import dev.bellows.controller.load.RunsPicture;
import dev.bellows.controller.load.RunsWatch;
import dev.bellows.controller.loop.Autoscaler;
import dev.bellows.controller.loop.Documents;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.core.scaling.Decision;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Puts the state together from what others last saw; it waits for nobody.
@Singleton
final class StateBoard {
  private final WorkloadView workload;
  private final LiveAutoscaler autoscaler;
  private final Journal<Decision> decisions;
  private final RunsWatch runs;
  private final Surroundings surroundings;

  StateBoard(
      WorkloadView workload,
      LiveAutoscaler autoscaler,
      Journal<Decision> decisions,
      RunsWatch runs,
      Surroundings surroundings) {
    this.workload = workload;
    this.autoscaler = autoscaler;
    this.decisions = decisions;
    this.runs = runs;
    this.surroundings = surroundings;
  }

  StateDocument state() {
    WorkloadPicture picture = workload.latest();
    RunsPicture known = runs.latest();
    Autoscaler inForce = autoscaler.inForce();
    return new StateDocument(
        picture.time(),
        surroundings.environment().cluster(),
        new StateDocument.Workload(
            picture.name(),
            picture.service(),
            inForce.minReplicas(),
            inForce.maxReplicas(),
            picture.desired(),
            picture.current(),
            picture.ready(),
            picture.refusedConnections()),
        pods(picture, known.runs()),
        hpa(),
        known.runs().stream().map(RunLinks::throughUs).toList(),
        new StateDocument.LoadTester(known.absence().isEmpty(), known.absence().orElse(null)),
        decisions.last().map(StateDocument.DecisionSummary::of).orElse(null),
        surroundings.limits(),
        autoscaler.agreement().map(StateDocument.Agreement::of).orElse(null));
  }

  StateDocument.Hpa hpa() {
    Optional<AutoscalerStatus> status = autoscaler.status();
    return new StateDocument.Hpa(
        autoscaler.inForce().targetUtilization().orElse(null),
        status.flatMap(StateBoard::currentUtilization).orElse(null),
        status.map(AutoscalerStatus::conditions).orElse(List.of()).stream()
            .map(StateDocument.HpaCondition::of)
            .toList());
  }

  private static Optional<Integer> currentUtilization(AutoscalerStatus status) {
    return status.currentMetrics().stream()
        .flatMap(
            metric -> Documents.find(metric, "resource", "current", "averageUtilization").stream())
        .map(value -> ((Number) value).intValue())
        .findFirst();
  }

  private static List<StateDocument.Pod> pods(WorkloadPicture picture, List<JsonNode> runs) {
    Map<String, Long> answered = new HashMap<>();
    for (JsonNode run : runs) {
      run.path("pods")
          .properties()
          .forEach(pod -> answered.merge(pod.getKey(), pod.getValue().asLong(), Long::sum));
    }
    return picture.pods().stream()
        .map(pod -> pod(pod, answered.getOrDefault(pod.name(), 0L)))
        .toList();
  }

  private static StateDocument.Pod pod(PodPicture pod, long requests) {
    OptionalLong cpu = pod.cpuMillicores();
    return new StateDocument.Pod(
        pod.name(),
        capitalized(pod.phase().name()),
        pod.ready(),
        pod.terminating(),
        cpu.isPresent() ? cpu.getAsLong() : null,
        pod.startedAt(),
        pod.readyAt().orElse(null),
        requests,
        pod.openConnections(),
        pod.totalConnections(),
        pod.failedConnections());
  }

  private static String capitalized(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
