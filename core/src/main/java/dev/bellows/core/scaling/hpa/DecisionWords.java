package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Constraint;

/// A decision in words: one for programs, one sentence for people. Everything is read out of the
/// trace.
final class DecisionWords {

  private DecisionWords() {}

  /// The condition's reason that tells most about the decision.
  static String reason(HpaDecision decision) {
    return switch (decision.trace()) {
      case HpaTrace.Disabled _ -> "ScalingDisabled";
      case HpaTrace.OutOfBounds bounds ->
          bounds.binding() == Constraint.MAXIMUM ? "TooManyReplicas" : "TooFewReplicas";
      case HpaTrace.Unavailable unavailable -> unavailable.proposals().firstFailure().reason();
      case HpaTrace.Computed computed ->
          switch (computed.binding()) {
            case TOLERANCE -> "WithinTolerance";
            case STABILIZATION ->
                computed.stabilization().condition(decision.spec().behavior() != null).reason();
            case METRIC, RATE, MINIMUM, MAXIMUM, UNAVAILABLE, DISABLED ->
                computed.limits().condition().reason();
          };
    };
  }

  static String sentence(HpaDecision decision) {
    int to = decision.to();
    String change =
        to == decision.from() ? "stays at " + to + ": " : decision.from() + " -> " + to + ": ";
    return change
        + switch (decision.trace()) {
          case HpaTrace.Disabled _ ->
              "scaled to zero by hand, which switches the autoscaler off until somebody scales up";
          case HpaTrace.OutOfBounds bounds ->
              bounds.binding() == Constraint.MAXIMUM
                  ? bounds.current() + " is above maxReplicas " + bounds.maxReplicas()
                  : bounds.current() + " is below minReplicas " + bounds.minReplicas();
          case HpaTrace.Unavailable unavailable -> unavailable(unavailable.proposals());
          case HpaTrace.Computed computed -> computed(decision, computed);
        };
  }

  private static String unavailable(MetricProposals proposals) {
    MetricFailure first = proposals.firstFailure();
    String failed = MetricWords.name(first.spec()) + " has no value (" + first.cause() + ")";
    return proposals.any()
        ? failed
            + ", and while it is missing, the "
            + proposals.replicas()
            + " that the others ask for is not scaled down to"
        : failed;
  }

  private static String computed(HpaDecision decision, HpaTrace.Computed computed) {
    MetricProposals proposals = computed.proposals();
    StringBuilder sentence = new StringBuilder(proposals.choice().sentence());
    if (proposals.metrics().size() > 1) {
      sentence.append(", the highest of ").append(proposals.metrics().size()).append(" metrics");
    }
    if (proposals.failed() > 0) {
      sentence.append(" (").append(proposals.failed()).append(" failed)");
    }
    return sentence.append("; ").append(why(decision, computed)).toString();
  }

  private static String why(HpaDecision decision, HpaTrace.Computed computed) {
    Limits limits = computed.limits();
    Stabilization stabilization = computed.stabilization();
    String wanted = "it asks for " + computed.proposals().replicas();
    return switch (computed.binding()) {
      case MAXIMUM -> wanted + ", but maxReplicas is " + computed.replicas();
      case MINIMUM -> wanted + ", but minReplicas is " + computed.replicas();
      case RATE -> wanted + ", but " + rate(limits);
      case STABILIZATION ->
          wanted
              + ", but "
              + stabilization.boundTo()
              + " was recommended "
              + seconds(decision.atMillis() - stabilization.boundAtMillis())
              + " ago and binds for another "
              + seconds(stabilization.boundUntilMillis() - decision.atMillis());
      case TOLERANCE -> "that is within the tolerance";
      case METRIC -> metric(computed);
      case UNAVAILABLE, DISABLED ->
          throw new IllegalStateException(computed.binding() + " computes nothing");
    };
  }

  private static String metric(HpaTrace.Computed computed) {
    int wanted = computed.proposals().replicas();
    return switch (computed.limits()) {
      case Limits.ByBehavior limits when limits.rate() != null -> rate(limits);
      case Limits.ByController limits when wanted > computed.proposals().current() -> rate(limits);
      case Limits.ByBehavior _, Limits.ByController _ ->
          computed.proposals().choice().rule() == ProposalRule.PROPORTIONAL
              ? "it asks for " + wanted
              : "counting the pods without a trusted sample, it asks for no change";
    };
  }

  private static String rate(Limits limits) {
    return switch (limits) {
      case Limits.ByController fixed ->
          "at most double, or 4, is allowed at once: " + fixed.scaleUpLimit();
      case Limits.ByBehavior behavior -> {
        RateLimit rate = behavior.rate();
        ScalingRules.Policy policy = rate.selected();
        yield policy == null
            ? "scaling " + (rate.up() ? "up" : "down") + " is disabled"
            : "the "
                + policy.unit().word()
                + " policy ("
                + policy.words()
                + ") allows "
                + rate.replicas();
      }
    };
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis / 1000.0 + " s";
  }
}
