package dev.bellows.core.scaling.hpa.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Under selectPolicy Max the policy that allows more wins, so a Pods policy beside a Percent
/// policy does not hold it back but speeds it up where replicas are few.
final class MaxWithPodsPolicy implements Surprise {

  private static final int STEPS_SHOWN = 8;

  /// A policy, as far as one step goes.
  private record Policy(boolean percent, int value) {

    int next(int replicas) {
      return percent
          ? (int) Math.ceil(replicas * (1 + value / 100.0))
          : Math.addExact(replicas, value);
    }
  }

  @Override
  public Stream<Finding> in(Subject subject) {
    return Stream.of("scaleUp", "scaleDown").flatMap(direction -> in(subject, direction));
  }

  private static Stream<Finding> in(Subject subject, String direction) {
    Fields sent = subject.sent().at("behavior").at(direction);
    Fields rules = subject.spec().at("behavior").at(direction);
    List<Fields> policies = rules.each("policies");
    boolean mixed = policies.stream().map(policy -> policy.text("type")).distinct().count() == 2;
    if (!sent.has("policies") || !mixed || !rules.text("selectPolicy").equals("Max")) {
      return Stream.empty();
    }
    return policies.stream()
        .filter(policy -> policy.text("type").equals("Pods"))
        .map(policy ->
            new Finding(
                "max-with-pods-policy",
                policy.path(),
                sentence(subject, policies, policy, direction),
                "no Pods policy, or selectPolicy: Min to let the stricter one win"));
  }

  private static String sentence(
      Subject subject, List<Fields> policies, Fields pods, String direction) {
    String wins =
        "selectPolicy Max takes the policy that allows more, so Pods %d per %d s does not limit the Percent policy but overrides it where replicas are few"
            .formatted(pods.number("value").orElse(0), pods.number("periodSeconds").orElse(0));
    long periods =
        policies.stream().map(policy -> policy.number("periodSeconds")).distinct().count();
    if (direction.equals("scaleDown") || periods > 1) {
      return wins + ".";
    }
    return "%s: at full load it goes %s, without it %s."
        .formatted(
            wins,
            path(subject, policies),
            path(subject, policies.stream().filter(policy -> policy != pods).toList()));
  }

  private static String path(Subject subject, List<Fields> rules) {
    List<Policy> policies =
        rules.stream()
            .map(policy ->
                new Policy(policy.text("type").equals("Percent"), policy.number("value").orElse(0)))
            .toList();
    List<Integer> path = new ArrayList<>(List.of(Math.max(1, subject.minReplicas())));
    while (path.getLast() < subject.maxReplicas() && path.size() < STEPS_SHOWN) {
      int replicas = path.getLast();
      int next = policies.stream().mapToInt(policy -> policy.next(replicas)).max().orElse(replicas);
      path.add(Math.min(next, subject.maxReplicas()));
    }
    String steps = path.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return path.getLast() < subject.maxReplicas() ? steps + ", ..." : steps;
  }
}
