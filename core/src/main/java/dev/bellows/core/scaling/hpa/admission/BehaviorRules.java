package dev.bellows.core.scaling.hpa.admission;

import java.util.List;

/// The rules of behavior, each direction by itself.
final class BehaviorRules {

  private static final int LONGEST_WINDOW = 3600;
  private static final int LONGEST_PERIOD = 1800;
  private static final List<String> SELECT = List.of("Disabled", "Max", "Min");
  private static final List<String> TYPES = List.of("Percent", "Pods");

  private BehaviorRules() {}

  static void check(Node behavior) {
    behavior.optional("scaleUp").ifPresent(BehaviorRules::direction);
    behavior.optional("scaleDown").ifPresent(BehaviorRules::direction);
  }

  private static void direction(Node rules) {
    rules
        .number("stabilizationWindowSeconds")
        .ifPresent(seconds -> {
          String field = "stabilizationWindowSeconds";
          if (seconds < 0) {
            rules.invalid(field, seconds, "must be greater than or equal to zero");
          }
          if (seconds > LONGEST_WINDOW) {
            rules.invalid(field, seconds, "must be less than or equal to " + LONGEST_WINDOW);
          }
        });
    if (rules.has("selectPolicy") && !SELECT.contains(rules.text("selectPolicy"))) {
      rules.notSupported("selectPolicy", SELECT);
    }
    List<Node> policies = rules.children("policies");
    if (policies.isEmpty()) {
      rules.required("policies", "must specify at least one Policy");
    }
    policies.forEach(BehaviorRules::policy);
    rules
        .amount("tolerance")
        .filter(tolerance -> tolerance.signum() < 0)
        .ifPresent(tolerance ->
            rules.invalid("tolerance", tolerance, "must be greater than or equal to 0"));
  }

  private static void policy(Node policy) {
    if (!TYPES.contains(policy.text("type"))) {
      policy.notSupported("type", TYPES);
    }
    positive(policy, "value");
    positive(policy, "periodSeconds");
    policy
        .number("periodSeconds")
        .filter(seconds -> seconds > LONGEST_PERIOD)
        .ifPresent(seconds ->
            policy.invalid(
                "periodSeconds", seconds, "must be less than or equal to " + LONGEST_PERIOD));
  }

  private static void positive(Node policy, String field) {
    policy
        .number(field)
        .filter(number -> number <= 0)
        .ifPresent(number -> policy.invalid(field, number, "must be greater than zero"));
  }
}
