package dev.bellows.core.scaling.hpa.check;

import java.util.Optional;
import java.util.stream.Stream;

/// The tolerance is a share of the target, so in replicas it grows with their number: at `n`
/// replicas `n x tolerance` replicas' worth of load go unseen.
///
/// The controller's own tenth is left alone until it hides two replicas; a larger one given by the
/// spec, from the first.
final class DeadZone implements Surprise {

  private static final double ROUNDING = 1e-9;

  @Override
  public Stream<Finding> in(Subject subject) {
    return Stream.of("scaleUp", "scaleDown")
        .flatMap(direction -> hidden(subject, direction).stream());
  }

  private static Optional<Finding> hidden(Subject subject, String direction) {
    Tolerance tolerance = Tolerance.of(subject, direction);
    int most = subject.maxReplicas();
    int hidden = (int) (most * tolerance.ratio() + ROUNDING);
    if (hidden < (tolerance.given() ? 1 : 2)) {
      return Optional.empty();
    }
    int first = (int) Math.ceil(1 / tolerance.ratio());
    return Optional.of(
        new Finding(
            "tolerance-dead-zone",
            subject.spec().at("behavior").at(direction).pathOf("tolerance"),
            "A tolerance of %.0f %% hides a whole replica's worth of load from %d replicas on, and %d at %d replicas: %s starts late by that much."
                .formatted(
                    100 * tolerance.ratio(),
                    first,
                    hidden,
                    most,
                    direction.equals("scaleUp") ? "scaling up" : "scaling down"),
            "tolerance: " + Math.max(10, 999 / most) + "m"));
  }
}
