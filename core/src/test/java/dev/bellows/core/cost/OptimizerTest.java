package dev.bellows.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.core.cost.Settings.Change;
import dev.bellows.core.scaling.hpa.Behavior;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scaling.hpa.MetricSpec;
import dev.bellows.core.scaling.hpa.ObjectReference;
import dev.bellows.core.scaling.hpa.ScalingRules;
import dev.bellows.core.scaling.hpa.ScalingRules.Policy;
import dev.bellows.core.scaling.hpa.ScalingRules.Select;
import dev.bellows.core.scaling.hpa.ScalingRules.Unit;
import dev.bellows.core.scaling.hpa.Target;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.simulation.Surroundings;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptimizerTest {

  /// A minimum of 4 under a load that mostly needs 1, with one burst for 5.
  private static final RecordedDemand IDLE = recorded(4, StepSeries.of(0, 3, 600, 24, 900, 3));

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30})
  void a_proposal_saves_what_was_asked_by_its_own_reckoning(int percent) {
    Proposal proposal = Optimizer.propose(IDLE, percent).orElseThrow();

    assertThat(proposal.reached()).isTrue();
    assertThat(proposal.savedShare()).isGreaterThanOrEqualTo(percent / 100.0);
    assertThat(proposal.changes()).isNotEmpty();
    assertThat(Expected.of(IDLE, proposal.settings())).isEqualTo(proposal.after());
    assertThat(proposal.sentence()).contains(" -> ").contains("would have saved ");
  }

  /// Half the minimum saves a fifth as well, but then the burst meets fewer replicas.
  @Test
  void of_what_saves_enough_the_one_that_misses_least_is_proposed() {
    Proposal proposal = Optimizer.propose(IDLE, 20).orElseThrow();
    Settings current = Settings.of(IDLE.hpa(), 100).orElseThrow();
    Expected halved = Expected.of(IDLE, current.withMinReplicas(2));

    assertThat(halved.cost().run().total())
        .isLessThan(0.8 * proposal.before().cost().run().total());
    assertThat(proposal.after().missedRequests()).isLessThan(halved.missedRequests());
  }

  @Test
  void what_cannot_be_saved_is_said_with_the_most_that_can() {
    Proposal proposal = Optimizer.propose(IDLE, 90).orElseThrow();

    assertThat(proposal.reached()).isFalse();
    assertThat(proposal.savedShare()).isBetween(0.3, 0.9);
    assertThat(proposal.sentence()).contains("the most of all that was tried");
  }

  @Test
  void a_saving_that_costs_answers_says_so() {
    RecordedDemand tight = recorded(1, StepSeries.of(0, 3, 300, 45, 900, 3));

    Proposal proposal = Optimizer.propose(tight, 30).orElseThrow();

    assertThat(proposal.after().missedRequests())
        .isGreaterThanOrEqualTo(proposal.before().missedRequests());
    assertThat(proposal.sentence())
        .endsWith(
            String.format(
                Locale.ROOT,
                "%.0f requests beyond capacity instead of %.0f.",
                proposal.after().missedRequests(),
                proposal.before().missedRequests()));
  }

  @Test
  void the_settings_in_force_are_told_as_they_would_have_been() {
    Proposal proposal = Optimizer.propose(IDLE, 10).orElseThrow();

    // 4 replicas of 100m at 0.05 a core-hour, and of 128 MiB at 0.01 a GiB-hour, at least.
    double least = 4 * (1200 / 3600.0) * (0.1 * 0.05 + 0.125 * 0.01);
    assertThat(proposal.before().cost().run().total()).isGreaterThanOrEqualTo(least);
    assertThat(proposal.before().elasticity().tauO()).isGreaterThan(0.7);
  }

  @Test
  void a_demand_under_which_nothing_saves_has_no_changes() {
    RecordedDemand free =
        new RecordedDemand(
            IDLE.hpa(),
            IDLE.surroundings(),
            IDLE.ratePerSecond(),
            10,
            9,
            1200,
            IDLE.footprint(),
            new Prices("EUR", new HourlyPrice(0), new HourlyPrice(0), new MonthlyPrice(0), 0, 0));
    Proposal proposal = Optimizer.propose(free, 10).orElseThrow();

    assertThat(proposal.changes()).isEmpty();
    assertThat(proposal.savedShare()).isZero();
    assertThat(proposal.sentence()).isEqualTo("Nothing that was tried saves anything.");
  }

  @Test
  void an_autoscaler_without_a_percentage_of_cpu_has_no_proposal() {
    HpaSpec absolute =
        new HpaSpec(
            "default",
            "web",
            IDLE.hpa().target(),
            1,
            10,
            List.of(
                new MetricSpec.Resource(
                    "cpu",
                    new Target(
                        "AverageValue",
                        OptionalInt.empty(),
                        OptionalLong.of(50),
                        OptionalLong.empty()))),
            null);
    assertThat(Settings.of(absolute, 100)).isEmpty();
  }

  @Test
  void changes_are_told_with_their_fields() {
    Settings current = Settings.of(IDLE.hpa(), 100).orElseThrow();

    assertThat(current).isEqualTo(new Settings(50, 4, OptionalInt.of(300), 100));
    assertThat(current.changesTo(new Settings(70, 1, OptionalInt.of(60), 80)))
        .containsExactly(
            new Change("spec.metrics[cpu].resource.target.averageUtilization", "50", "70"),
            new Change("spec.minReplicas", "4", "1"),
            new Change("spec.behavior.scaleDown.stabilizationWindowSeconds", "300", "60"),
            new Change("resources.requests.cpu", "100m", "80m"));
    assertThat(current.changesTo(current)).isEmpty();
  }

  @Test
  void applied_settings_are_the_autoscalers_and_leave_the_rest_alone() {
    Settings settings = new Settings(70, 2, OptionalInt.of(60), 100);
    HpaSpec changed = settings.appliedTo(IDLE.hpa());

    assertThat(Settings.of(changed, 100)).hasValue(settings);
    assertThat(changed.maxReplicas()).isEqualTo(10);
    assertThat(changed.behavior().scaleUp()).isEqualTo(IDLE.hpa().behavior().scaleUp());
    assertThat(changed.behavior().scaleDown().policies())
        .isEqualTo(IDLE.hpa().behavior().scaleDown().policies());
  }

  @Test
  void a_share_out_of_range_is_refused() {
    assertThatThrownBy(() -> Optimizer.propose(IDLE, 0))
        .hasMessage("the saving must be between 1 and 90 percent, but was 0");
    assertThatThrownBy(() -> Optimizer.propose(IDLE, 91)).hasMessageContaining("but was 91");
  }

  /// The scale point moves by no more than half a percent of the new request, however often the
  /// request is changed, and comes back with it.
  @Property(tries = 500, seed = "85")
  void a_change_of_the_request_keeps_the_scale_point(
      @ForAll @IntRange(min = 20, max = 4000) int request,
      @ForAll @IntRange(min = 20, max = 95) int target,
      @ForAll @IntRange(min = 20, max = 4000) int other) {
    Settings settings = new Settings(target, 1, OptionalInt.empty(), request);
    Settings resized = settings.withRequest(other);

    if (resized.targetUtilization() > 1) {
      assertThat(resized.scalePointMillicores())
          .isCloseTo(settings.scalePointMillicores(), within(other / 200.0 + 1e-9));
    }
    Settings again = resized;
    for (int i = 0; i < 20; i++) {
      again = again.withRequest(other);
    }
    assertThat(again).isEqualTo(resized);
  }

  private static RecordedDemand recorded(int minReplicas, StepSeries rate) {
    ScalingRules up =
        new ScalingRules(
            OptionalInt.of(0),
            Select.MAX,
            List.of(new Policy(Unit.PERCENT, 100, 15)),
            OptionalDouble.empty());
    ScalingRules down =
        new ScalingRules(
            OptionalInt.of(300),
            Select.MAX,
            List.of(new Policy(Unit.PERCENT, 100, 15)),
            OptionalDouble.empty());
    HpaSpec hpa =
        new HpaSpec(
            "default",
            "web",
            new ObjectReference("Deployment", "web", "apps/v1"),
            minReplicas,
            10,
            List.of(
                new MetricSpec.Resource(
                    "cpu",
                    new Target(
                        "Utilization",
                        OptionalInt.of(50),
                        OptionalLong.empty(),
                        OptionalLong.empty()))),
            new Behavior(up, down));
    return new RecordedDemand(
        hpa,
        Surroundings.of(100, 500, 2_000),
        rate,
        10,
        9,
        1200,
        Footprint.of(100, 128),
        Prices.DEFAULT);
  }
}
