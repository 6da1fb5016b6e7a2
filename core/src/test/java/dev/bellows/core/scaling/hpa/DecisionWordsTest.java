package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.core.scaling.Constraint;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import dev.bellows.core.scaling.hpa.ScalingRules.Select;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// What a decision says of itself, to people and to programs.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class DecisionWordsTest {

  private static final MetricSpec CPU = Scene.cpu(50);
  private static final Behavior DOUBLE =
      new Behavior(
          Scene.rules(0, Select.MAX, Scene.percent(100, 15)),
          Scene.rules(0, Select.MAX, Scene.pods(1, 60)));

  @Test
  void a_scale_up_says_what_the_policy_would_have_allowed() {
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, DOUBLE, CPU), Scene.ready(4, 86)),
        "4 -> 7: CPU is 86 % of a 50 % target over 4 ready pods; the Percent policy (100 % per 15 s) allows 8",
        "DesiredWithinRange");
  }

  @Test
  void a_policy_that_binds() {
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, DOUBLE, CPU), Scene.ready(4, 130)),
        "4 -> 8: CPU is 130 % of a 50 % target over 4 ready pods; it asks for 11, but the Percent policy (100 % per 15 s) allows 8",
        "ScaleUpLimit");
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, DOUBLE, CPU), Scene.ready(4, 5)),
        "4 -> 3: CPU is 5 % of a 50 % target over 4 ready pods; it asks for 1, but the Pods policy (1 pods per 60 s) allows 3",
        "ScaleDownLimit");
  }

  @Test
  void a_direction_that_is_disabled() {
    Behavior off =
        new Behavior(
            Scene.rules(0, Select.DISABLED, Scene.pods(9, 15)),
            Scene.rules(0, Select.DISABLED, Scene.pods(9, 15)));

    says(
        HpaDecisionTest.first(Scene.policy(1, 30, off, CPU), Scene.ready(4, 100)),
        "stays at 4: CPU is 100 % of a 50 % target over 4 ready pods; it asks for 8, but scaling up is disabled",
        "ScaleUpLimit");
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, off, CPU), Scene.ready(1, 0).asked(2)),
        "stays at 2: CPU is 0 % of a 50 % target over 1 ready pod; it asks for 0, but scaling down is disabled",
        "ScaleDownLimit");
  }

  @Test
  void without_behavior_the_fixed_limit_speaks() {
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, null, CPU), Scene.ready(4, 86)),
        "4 -> 7: CPU is 86 % of a 50 % target over 4 ready pods; at most double, or 4, is allowed at once: 8",
        "DesiredWithinRange");
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, null, CPU), Scene.ready(4, 130)),
        "4 -> 8: CPU is 130 % of a 50 % target over 4 ready pods; it asks for 11, but at most double, or 4, is allowed at once: 8",
        "ScaleUpLimit");
  }

  @Test
  void the_bounds_speak() {
    says(
        HpaDecisionTest.first(Scene.policy(1, 5, null, CPU), Scene.ready(4, 86)),
        "4 -> 5: CPU is 86 % of a 50 % target over 4 ready pods; it asks for 7, but maxReplicas is 5",
        "TooManyReplicas");
    says(
        HpaDecisionTest.first(Scene.policy(3, 5, Scene.behavior(0), CPU), Scene.ready(4, 5)),
        "4 -> 3: CPU is 5 % of a 50 % target over 4 ready pods; it asks for 1, but minReplicas is 3",
        "TooFewReplicas");
    says(
        HpaDecisionTest.first(Scene.policy(3, 5, null, CPU), Scene.ready(7, 5)),
        "7 -> 5: 7 is above maxReplicas 5",
        "TooManyReplicas");
    says(
        HpaDecisionTest.first(Scene.policy(3, 5, null, CPU), Scene.ready(1, 5)),
        "1 -> 3: 1 is below minReplicas 3",
        "TooFewReplicas");
    says(
        HpaDecisionTest.first(Scene.policy(3, 5, null, CPU), Scene.empty()),
        "stays at 0: scaled to zero by hand, which switches the autoscaler off until somebody scales up",
        "ScalingDisabled");
  }

  @Test
  void an_earlier_recommendation_speaks() {
    HpaPolicy policy = Scene.policy(1, 30, Scene.behavior(300), CPU);
    HpaState four = policy.decide(policy.initialState(), Scene.ready(4, 50).observe()).state();

    says(
        policy.decide(four, Scene.ready(4, 20).atSeconds(1045).observe()).decision(),
        "stays at 4: CPU is 20 % of a 50 % target over 4 ready pods; it asks for 2, but 4 was recommended 45 s ago and binds for another 255 s",
        "ScaleDownStabilized");
    HpaPolicy careful =
        Scene.policy(
            1,
            30,
            new Behavior(
                Scene.rules(30, Select.MAX, Scene.pods(9, 15)),
                Scene.rules(0, Select.MAX, Scene.pods(9, 15))),
            CPU);
    HpaState seen =
        new HpaState(
            StabilizationTest.recommendations("5@998500"),
            ScaleEvents.NONE,
            ScaleEvents.NONE,
            List.of(),
            0);
    says(
        careful.decide(seen, Scene.ready(4, 86).observe()).decision(),
        "4 -> 5: CPU is 86 % of a 50 % target over 4 ready pods; it asks for 7, but 5 was recommended 1.5 s ago and binds for another 28.5 s",
        "ScaleUpStabilized");
  }

  @Test
  void the_tolerance_and_a_metric_that_is_content_speak() {
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, DOUBLE, CPU), Scene.ready(1, 54)),
        "stays at 1: CPU is 54 % of a 50 % target over 1 ready pod; that is within the tolerance",
        "WithinTolerance");
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, DOUBLE, CPU), Scene.ready(4, 44)),
        "stays at 4: CPU is 44 % of a 50 % target over 4 ready pods; it asks for 4",
        "DesiredWithinRange");
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, null, CPU), Scene.ready(4, 60).pending(4)),
        "stays at 8: CPU is 60 % of a 50 % target over 4 ready pods, with 4 unready pods guessed idle; counting the pods without a trusted sample, it asks for no change",
        "DesiredWithinRange");
  }

  @Test
  void pods_that_were_guessed_for_are_told() {
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, DOUBLE, CPU), Scene.ready(4, 200).missing(1)),
        "5 -> 10: CPU is 200 % of a 50 % target over 4 ready pods, with a careful guess for 1 pod without a sample; it asks for 16, but the Percent policy (100 % per 15 s) allows 10",
        "ScaleUpLimit");
    says(
        HpaDecisionTest.first(
            Scene.policy(1, 30, DOUBLE, CPU), Scene.ready(4, 200).missing(2).pending(1)),
        "7 -> 14: CPU is 200 % of a 50 % target over 4 ready pods, with a careful guess for 2 pods without a sample and 1 unready; it asks for 16, but the Percent policy (100 % per 15 s) allows 14",
        "ScaleUpLimit");
  }

  @Test
  void every_kind_of_metric_has_its_words() {
    Scene scene = Scene.ready(2, 60).object("queue", 30_000).external("jobs", 30_000L);
    MetricSpec memory = new MetricSpec.Resource("memory", Scene.average(20));

    measures(
        "CPU of container app is 60 % of a 50 % target over 2 ready pods",
        scene.proposal(new MetricSpec.ContainerResource("cpu", "app", Scene.percent(50))));
    measures("memory is 60m of a 20m target per pod over 2 ready pods", scene.proposal(memory));
    measures(
        "requests is 60m of a 20 target per pod over 2 ready pods",
        scene.proposal(new MetricSpec.Pods("requests", null, Scene.average(20_000))));
    measures(
        "queue of Service shop is 30 of a 10 target over 2 ready pods",
        scene.proposal(Scene.queue(Scene.value(10_000))));
    measures(
        "jobs is 30 of a 10 target over 2 ready pods",
        scene.proposal(Scene.jobs(Scene.value(10_000))));
    measures(
        "jobs is 30 for a target of 10 per replica over 2 replicas",
        scene.proposal(Scene.jobs(Scene.average(10_000))));
    measures(
        "queue of Service shop is 30 for a target of 10 per replica over 1 replica",
        scene.existing(1).proposal(Scene.queue(Scene.average(10_000))));
  }

  @Test
  void several_metrics_and_failures_are_told() {
    MetricSpec queue = Scene.queue(Scene.average(10_000));

    says(
        HpaDecisionTest.first(
            Scene.policy(1, 30, null, CPU, queue), Scene.ready(2, 90).object("queue", 20_000)),
        "2 -> 4: CPU is 90 % of a 50 % target over 2 ready pods, the highest of 2 metrics; at most double, or 4, is allowed at once: 4",
        "DesiredWithinRange");
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, null, CPU, queue), Scene.ready(2, 90)),
        "2 -> 4: CPU is 90 % of a 50 % target over 2 ready pods, the highest of 2 metrics (1 failed); at most double, or 4, is allowed at once: 4",
        "DesiredWithinRange");
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, null, CPU, queue), Scene.ready(2, 20)),
        "stays at 2: queue of Service shop has no value (unable to get metric queue: Service on ns shop/no object metric), and while it is missing, the 1 that the others ask for is not scaled down to",
        "FailedGetObjectMetric");
    says(
        HpaDecisionTest.first(Scene.policy(1, 30, null, queue), Scene.ready(2, 20)),
        "stays at 2: queue of Service shop has no value (unable to get metric queue: Service on ns shop/no object metric)",
        "FailedGetObjectMetric");
  }

  @Test
  void the_document_tells_every_step() throws Exception {
    Scene scene =
        Scene.ready(2, 130)
            .missing(1)
            .pending(1)
            .pod(Scene.pod("gone", PodPhase.RUNNING, 1L, Readiness.TRUE, 1L, true), 9)
            .pod(Scene.pod("hot", PodPhase.RUNNING, 800_000L, Readiness.TRUE, 990_000L, false), 9)
            .stranger("x", 9);

    Decision decision = HpaDecisionTest.first(Scene.policy(1, 30, DOUBLE, CPU), scene);

    assertThat(json(decision))
        .isEqualTo(
            json(
                """
                {"atMillis": 1000000, "from": 6, "to": 6, "binding": "TOLERANCE", "reason": "WithinTolerance",
                 "sentence": "stays at 6: CPU is 130 % of a 50 % target over 2 ready pods, with a careful guess for 1 pod without a sample and 2 unready; that is within the tolerance",
                 "metrics": [{"type": "Resource", "name": "cpu", "targetPercent": 50, "utilizationPercent": 130, "averageMilli": 130,
                   "pods": {"COUNTED": ["ready-0", "ready-1"], "DELETED": ["gone"], "PENDING": ["pending-0"],
                            "MISSING": ["missing-0"], "HOT_SAMPLE": ["hot"], "NOT_SELECTED": 1},
                   "ratio": 2.6, "ratioWithGuesses": 1.04, "podsWithGuesses": 6,
                   "toleranceDown": 0.1, "toleranceUp": 0.1, "rule": "GUESSES_WITHIN_TOLERANCE", "proposal": 6,
                   "sentence": "CPU is 130 % of a 50 % target over 2 ready pods, with a careful guess for 1 pod without a sample and 2 unready"}],
                 "chosenMetric": 0, "proposal": 6,
                 "stabilization": {"desired": 6, "low": 6, "high": 6, "binds": false, "replicas": 6},
                 "limits": {"desired": 6, "minReplicas": 1, "maxReplicas": 30, "binds": false, "replicas": 6}}
                """));
  }

  @Test
  void the_document_of_a_limited_decision_tells_the_window_and_the_policies() throws Exception {
    Behavior behavior =
        new Behavior(
            Scene.rules(60, Select.MIN, Scene.percent(50, 15), Scene.pods(3, 30)),
            Scene.rules(0, Select.MAX, Scene.pods(1, 60)));
    HpaState state =
        new HpaState(
            StabilizationTest.recommendations("9@970000"),
            ScaleEvents.NONE.with(1, 990_000, 30),
            ScaleEvents.NONE,
            List.of(),
            0);
    Decision decision =
        Scene.policy(1, 30, behavior, new MetricSpec.Resource("cpu", Scene.average(50)))
            .decide(state, Scene.ready(4, 200).observe())
            .decision();

    assertThat(json(decision))
        .isEqualTo(
            json(
                """
                {"atMillis": 1000000, "from": 4, "to": 5, "binding": "RATE", "reason": "ScaleUpLimit",
                 "sentence": "4 -> 5: CPU is 200m of a 50m target per pod over 4 ready pods; it asks for 16, but the Percent policy (50 % per 15 s) allows 5",
                 "metrics": [{"type": "Resource", "name": "cpu", "targetMilli": 50, "averageMilli": 200,
                   "pods": {"COUNTED": ["ready-0", "ready-1", "ready-2", "ready-3"]},
                   "ratio": 4.0, "toleranceDown": 0.1, "toleranceUp": 0.1, "rule": "PROPORTIONAL", "proposal": 16,
                   "sentence": "CPU is 200m of a 50m target per pod over 4 ready pods"}],
                 "chosenMetric": 0, "proposal": 16,
                 "stabilization": {"desired": 16, "low": 9, "high": 16, "binds": true, "boundTo": 9,
                   "recommendedAtMillis": 970000, "bindsUntilMillis": 1030000, "replicas": 9},
                 "limits": {"desired": 9,
                   "policies": [
                     {"type": "Percent", "value": 50, "periodSeconds": 15, "replicasAtPeriodStart": 3, "allows": 5, "selected": true},
                     {"type": "Pods", "value": 3, "periodSeconds": 30, "replicasAtPeriodStart": 3, "allows": 6, "selected": false}],
                   "selectPolicy": "Min", "policiesAllow": 5,
                   "minReplicas": 1, "maxReplicas": 30, "binds": true, "replicas": 5}}
                """));
  }

  @Test
  void the_other_documents_tell_what_there_is_to_tell() throws Exception {
    Scene scene = Scene.ready(2, 60).object("queue", 30_000);
    MetricSpec queue = Scene.queue(Scene.value(10_000));
    MetricSpec jobs = Scene.jobs(Scene.average(10_000));
    MetricSpec container = new MetricSpec.ContainerResource("cpu", "app", Scene.percent(50));

    assertThat(json(HpaDecisionTest.first(Scene.policy(1, 30, null, queue, jobs), scene)))
        .isEqualTo(
            json(
                """
                {"atMillis": 1000000, "from": 2, "to": 4, "binding": "RATE", "reason": "ScaleUpLimit",
                 "sentence": "2 -> 4: queue of Service shop is 30 of a 10 target over 2 ready pods, the highest of 2 metrics (1 failed); it asks for 6, but at most double, or 4, is allowed at once: 4",
                 "metrics": [
                  {"type": "Object", "name": "queue", "targetMilli": 10000, "valueMilli": 30000, "readyPods": 2, "ratio": 3.0,
                   "toleranceDown": 0.1, "toleranceUp": 0.1, "rule": "PROPORTIONAL", "proposal": 6,
                   "sentence": "queue of Service shop is 30 of a 10 target over 2 ready pods"},
                  {"type": "External", "name": "jobs", "failure": "unable to get external metric ns/jobs/nil: no metrics returned from external metrics API"}],
                 "chosenMetric": 0, "proposal": 6,
                 "stabilization": {"desired": 6, "low": 6, "high": 6, "binds": false, "replicas": 6},
                 "limits": {"desired": 6, "scaleUpLimit": 4, "minReplicas": 1, "maxReplicas": 30, "binds": true, "replicas": 4},
                 "error": "invalid metrics (1 invalid out of 2), first error is: failed to get jobs external metric value: failed to get jobs external metric: unable to get external metric ns/jobs/nil: no metrics returned from external metrics API"}
                """));
    assertThat(HpaDecisionTest.first(Scene.policy(1, 30, null, jobs), scene).toDocument())
        .containsKeys("metrics", "error")
        .doesNotContainKeys("chosenMetric", "proposal", "limits");
    assertThat(HpaDecisionTest.first(Scene.policy(3, 30, null, jobs), scene).toDocument())
        .containsEntry("bounds", Map.of("minReplicas", 3, "maxReplicas", 30));
    assertThat(HpaDecisionTest.first(Scene.policy(3, 30, null, jobs), Scene.empty()).toDocument())
        .containsOnlyKeys("atMillis", "from", "to", "binding", "reason", "sentence");
    assertThat(scene.proposal(container).toDocument()).containsEntry("container", "app");
    assertThat(Scene.ready(1, 1).existing(0).external("jobs", 4_000L).proposal(jobs).toDocument())
        .containsEntry("ratio", "Infinity")
        .containsEntry("replicas", 0)
        .containsEntry("targetMilli", 10_000L)
        .containsEntry("valueMilli", 4_000L)
        .containsEntry("proposal", 1);
  }

  private static void says(Decision decision, String sentence, String reason) {
    assertThat(decision.sentence()).isEqualTo(sentence);
    assertThat(decision.reason()).isEqualTo(reason);
    assertThat(decision.toDocument()).containsEntry("sentence", sentence);
    assertThat(decision.toDocument()).containsEntry("reason", reason);
  }

  private static void measures(String sentence, MetricProposal proposal) {
    assertThat(proposal.sentence()).isEqualTo(sentence);
    assertThat(proposal.toDocument()).containsEntry("sentence", sentence);
  }

  private static Object json(Decision decision) throws Exception {
    ObjectMapper json = new ObjectMapper();
    return json.readTree(json.writeValueAsString(decision.toDocument()));
  }

  private static Object json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void constraints_and_verdicts_have_words() {
    assertThat(Constraint.RATE.words()).isEqualTo("the scaling policy");
    assertThat(PodVerdict.HOT_SAMPLE.words()).isEqualTo("sample from before it was ready");
    assertThat(Map.of(PodVerdict.DELETED, true, PodVerdict.FAILED, true, PodVerdict.COUNTED, false))
        .allSatisfy((verdict, ignored) -> assertThat(verdict.ignored()).isEqualTo(ignored));
  }
}
