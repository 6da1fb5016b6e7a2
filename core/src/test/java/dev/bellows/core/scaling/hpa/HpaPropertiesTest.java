package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.scaling.Constraint;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.Step;
import dev.bellows.core.scaling.hpa.ScalingRules.Select;
import dev.bellows.core.scaling.hpa.ScalingRules.Unit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/// What holds whatever the metrics do.
final class HpaPropertiesTest {

  private static final int MIN = 2;
  private static final int MAX = 20;

  /// One reconciliation to come: the load, pods that spoil the average, and whether somebody scales
  /// by hand before it.
  record Moment(long milli, int missing, int pending, int byHand, int secondsLater) {}

  /// Found within the bounds or not, a running workload leaves every reconciliation within them,
  /// unless its metrics failed within them. Zero stays zero: that is how the autoscaler is switched
  /// off by hand.
  @Property(tries = 300, seed = "1533098058")
  void replicas_never_leave_the_bounds(
      @ForAll("behaviors") Behavior behavior,
      @ForAll @Size(max = 25) List<@From("moments") Moment> moments) {
    HpaPolicy policy = Scene.policy(MIN, MAX, behavior, Scene.cpu(50));
    HpaState state = policy.initialState();
    int replicas = 5;
    long seconds = 1000;
    for (Moment moment : moments) {
      seconds += moment.secondsLater;
      int found = moment.byHand < 0 ? replicas : moment.byHand;
      Step<HpaState> step = policy.decide(state, scene(moment, found, seconds).observe());
      state = step.state();
      replicas = step.decision().to();
      if (found == 0) {
        assertThat(replicas).isZero();
      } else {
        assertThat(replicas).as(step.decision().sentence()).isBetween(MIN, MAX);
      }
    }
  }

  /// One tick apart from its load alone: the busier one never ends with fewer replicas.
  @Property(tries = 500, seed = "1533098058")
  void more_load_never_means_fewer_replicas(
      @ForAll("behaviors") Behavior behavior,
      @ForAll("moments") Moment before,
      @ForAll("moments") Moment now,
      @ForAll @LongRange(min = 0, max = 300) long more) {
    HpaPolicy policy = Scene.policy(MIN, MAX, behavior, Scene.cpu(50));
    Step<HpaState> first = policy.decide(policy.initialState(), scene(before, 6, 1000).observe());
    int replicas = first.decision().to();
    long seconds = 1000 + now.secondsLater;
    Moment busier =
        new Moment(now.milli + more, now.missing, now.pending, now.byHand, now.secondsLater);

    Decision idle =
        policy.decide(first.state(), scene(now, replicas, seconds).observe()).decision();
    Decision busy =
        policy.decide(first.state(), scene(busier, replicas, seconds).observe()).decision();

    assertThat(busy.to())
        .as("%s / %s", idle.sentence(), busy.sentence())
        .isGreaterThanOrEqualTo(idle.to());
  }

  /// While a higher recommendation is younger than the window, a scale-down stops at it or above.
  @Property(tries = 300, seed = "1533098058")
  void a_stabilized_scale_down_never_drops_below_the_windows_maximum(
      @ForAll @IntRange(min = 0, max = 300) int windowSeconds,
      @ForAll boolean withBehavior,
      @ForAll @Size(max = 25) List<@From("moments") Moment> moments) {
    HpaPolicy policy =
        new HpaPolicy(
            Scene.spec(
                MIN, MAX, withBehavior ? Scene.behavior(windowSeconds) : null, Scene.cpu(50)),
            new ControllerSettings(0.1, 300_000, 30_000, windowSeconds * 1000L));
    HpaState state = policy.initialState();
    int replicas = 5;
    long seconds = 1000;
    for (Moment moment : moments) {
      seconds += moment.secondsLater;
      int highest =
          highest(state.recommendations(), seconds * 1000, windowSeconds * 1000L, withBehavior);
      Step<HpaState> step = policy.decide(state, scene(moment, replicas, seconds).observe());
      if (step.decision().to() < replicas) {
        assertThat(step.decision().to())
            .as(step.decision().sentence())
            .isGreaterThanOrEqualTo(Math.min(highest, replicas));
      }
      state = step.state();
      replicas = step.decision().to();
    }
  }

  private static int highest(
      Recommendations recent, long nowMillis, long windowMillis, boolean withBehavior) {
    int highest = 0;
    for (int i = 0; i < recent.size(); i++) {
      long ageMillis = nowMillis - recent.atMillis(i);
      if (withBehavior ? ageMillis < windowMillis : ageMillis <= windowMillis) {
        highest = Math.max(highest, recent.replicas(i));
      }
    }
    return highest;
  }

  /// The sentence, the document and the count are one story.
  @Property(tries = 200, seed = "1533098058")
  void the_document_and_the_sentence_tell_the_count(
      @ForAll("behaviors") Behavior behavior, @ForAll("moments") Moment moment) {
    Decision decision =
        HpaDecisionTest.first(
            Scene.policy(MIN, MAX, behavior, Scene.cpu(50)), scene(moment, 6, 1000));

    assertThat(decision.toDocument()).containsEntry("to", decision.to());
    assertThat(decision.sentence())
        .startsWith(
            decision.rescales()
                ? "6 -> " + decision.to() + ": "
                : "stays at " + decision.to() + ": ");
    if (decision.binding() == Constraint.UNAVAILABLE) {
      assertThat(decision.rescales()).isFalse();
    }
  }

  private static Scene scene(Moment moment, int replicas, long seconds) {
    int missing = Math.min(moment.missing, replicas);
    int pending = Math.min(moment.pending, replicas - missing);
    return Scene.ready(replicas - missing - pending, moment.milli)
        .missing(missing)
        .pending(pending)
        .atSeconds(seconds);
  }

  @Provide
  Arbitrary<Moment> moments() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 300),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 3),
            Arbitraries.frequency(Tuple.of(9, -1), Tuple.of(1, 0), Tuple.of(2, 25), Tuple.of(1, 1)),
            Arbitraries.integers().between(1, 90))
        .as(Moment::new);
  }

  @Provide
  Arbitrary<Behavior> behaviors() {
    return Combinators.combine(rules(), rules()).as(Behavior::new).injectNull(0.2);
  }

  private static Arbitrary<ScalingRules> rules() {
    Arbitrary<ScalingRules.Policy> policy =
        Combinators.combine(
                Arbitraries.of(Unit.class),
                Arbitraries.integers().between(1, 200),
                Arbitraries.integers().between(1, 120))
            .as(ScalingRules.Policy::new);
    return Combinators.combine(
            Arbitraries.integers().between(0, 300),
            Arbitraries.of(Select.class),
            policy.list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.doubles().between(0, 0.5).map(OptionalDouble::of))
        .as((window, select, policies, tolerance) ->
            new ScalingRules(OptionalInt.of(window), select, policies, tolerance));
  }
}
