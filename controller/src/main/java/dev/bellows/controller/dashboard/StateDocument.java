package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bellows.controller.loop.AgreementSummary;
import dev.bellows.controller.loop.ShadowDecision;
import dev.bellows.core.scaling.Condition;
import dev.bellows.core.scaling.Decision;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON of `/api/state`.
///
/// @param cluster `local` or `kubernetes`
/// @param runs as the load tester tells them, newest first
/// @param limits what cannot be seen or done, one sentence each
/// @param agreement of the engine with the cluster's own autoscaler
@RegisterForReflection
record StateDocument(
    Instant time,
    String cluster,
    Workload workload,
    List<Pod> pods,
    Hpa hpa,
    List<JsonNode> runs,
    LoadTester loadTester,
    @Nullable DecisionSummary lastDecision,
    List<String> limits,
    @Nullable Agreement agreement) {

  /// @param service where the workload is reached, load balanced
  @RegisterForReflection
  record Workload(
      String name,
      URI service,
      int min,
      int max,
      int desired,
      int current,
      int ready,
      long refusedConnections) {}

  /// @param requests requests answered by the pod in the runs that are known
  @RegisterForReflection
  record Pod(
      String name,
      String phase,
      boolean ready,
      boolean terminating,
      @Nullable Long cpuMillicores,
      Instant startedAt,
      @Nullable Instant readyAt,
      long requests,
      int openConnections,
      long totalConnections,
      long failedConnections) {}

  @RegisterForReflection
  record Hpa(
      @Nullable Integer targetUtilization,
      @Nullable Integer currentUtilization,
      List<HpaCondition> conditions) {}

  @RegisterForReflection
  record HpaCondition(String type, String status, String reason, String message) {
    static HpaCondition of(Condition condition) {
      return new HpaCondition(
          condition.type(), condition.status(), condition.reason(), condition.message());
    }
  }

  /// @param message why it is not reachable, in one sentence
  @RegisterForReflection
  record LoadTester(boolean reachable, @Nullable String message) {}

  @RegisterForReflection
  record DecisionSummary(Instant time, int from, int to, String reason, String sentence) {
    static DecisionSummary of(Decision decision) {
      return new DecisionSummary(
          Instant.ofEpochMilli(decision.atMillis()),
          decision.from(),
          decision.to(),
          decision.reason(),
          decision.sentence());
    }
  }

  /// @param share of the status changes that the engine agrees with, from 0 to 1
  @RegisterForReflection
  record Agreement(
      int statusChanges,
      int agreed,
      @Nullable Double share,
      int withIncompleteMemory,
      int notComparable,
      int silentTicks,
      int silentDisagreements) {
    static Agreement of(AgreementSummary summary) {
      return new Agreement(
          summary.statusChanges(),
          summary.agreed(),
          summary.share().orElse(null),
          summary.withIncompleteMemory(),
          summary.notComparable(),
          summary.silentTicks(),
          summary.silentDisagreements());
    }
  }

  /// A decision with every step that led to it.
  ///
  /// @param agrees whether the engine came to what the cluster's own autoscaler did; null where the
  ///   engine itself decided, or could not see the inputs
  /// @param inputs what the engine was given and how wrong it may be, in the shadow of a cluster
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record DecisionDetail(
      Instant time,
      int from,
      int to,
      String reason,
      String sentence,
      Map<String, Object> trace,
      @Nullable Boolean agrees,
      @Nullable Map<String, Object> inputs) {
    static DecisionDetail of(Decision decision) {
      @Nullable ShadowDecision shadow = decision instanceof ShadowDecision seen ? seen : null;
      return new DecisionDetail(
          Instant.ofEpochMilli(decision.atMillis()),
          decision.from(),
          decision.to(),
          decision.reason(),
          decision.sentence(),
          shadow == null ? decision.toDocument() : shadow.computed().toDocument(),
          shadow == null ? null : shadow.agrees(),
          shadow == null ? null : shadow.inputs());
    }
  }
}
