package dev.bellows.core.scaling.hpa.check;

import java.util.Optional;
import java.util.stream.Stream;

/// A window or a period shorter than the 15 s between two decisions, which is also how often pods
/// are measured.
final class ShortWindow implements Surprise {

  private static final int RESOLUTION_SECONDS = 15;

  @Override
  public Stream<Finding> in(Subject subject) {
    Fields behavior = subject.spec().at("behavior");
    return Stream.of("scaleUp", "scaleDown")
        .map(behavior::at)
        .flatMap(rules ->
            Stream.concat(
                window(rules).stream(),
                rules.each("policies").stream().flatMap(policy -> period(policy).stream())));
  }

  private static Optional<Finding> window(Fields rules) {
    boolean down = rules.path().endsWith("scaleDown");
    return rules
        .number("stabilizationWindowSeconds")
        .filter(seconds -> seconds < RESOLUTION_SECONDS && (down || seconds > 0))
        .map(seconds ->
            new Finding(
                "short-window",
                rules.pathOf("stabilizationWindowSeconds"),
                "A window of %d s holds one decision only, as they come every %d s: it stabilizes nothing%s."
                    .formatted(
                        seconds,
                        RESOLUTION_SECONDS,
                        down ? ", and each dip in load takes pods away" : ""),
                "stabilizationWindowSeconds: " + (down ? "300" : "0, or 30 and more")));
  }

  private static Optional<Finding> period(Fields policy) {
    return policy
        .number("periodSeconds")
        .filter(seconds -> seconds < RESOLUTION_SECONDS)
        .map(seconds ->
            new Finding(
                "short-period",
                policy.pathOf("periodSeconds"),
                "A period of %d s is over before the next decision, which comes after %d s: the policy allows its value at every decision, not every %d s."
                    .formatted(seconds, RESOLUTION_SECONDS, seconds),
                "periodSeconds: " + RESOLUTION_SECONDS));
  }
}
