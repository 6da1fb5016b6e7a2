package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.scaling.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The engine against what the autoscaler of Kubernetes itself decided.
///
/// Another recording of the same format: `./mvnw -q -pl core test -Dtest=HpaConformanceTest
/// -Dhpa.vectors=FILE`.
final class HpaConformanceTest {

  @Test
  void decides_every_recorded_reconciliation_as_kubernetes_did() {
    List<Recording.Scenario> scenarios = Recording.chosen();
    Tally tally = new Tally();
    for (Recording.Scenario scenario : scenarios) {
      replay(scenario, tally);
    }
    System.out.println();
    tally.firstDifference.ifPresent(System.out::println);
    System.out.println(
        "messages: %d of %d equal word for word".formatted(tally.messagesEqual, tally.messages));
    System.out.println(
        "conformance: %d of %d scenarios, %d of %d reconciliations agree"
            .formatted(
                tally.scenariosAgreeing, scenarios.size(), tally.ticksAgreeing, tally.ticks));
    assertThat(tally.ticks).as("recorded reconciliations").isPositive();
    assertThat(tally.firstDifference.isPresent())
        .as("a reconciliation differs; the first that does is printed above")
        .isFalse();
    assertThat(tally.scenariosAgreeing).isEqualTo(scenarios.size());
  }

  private static void replay(Recording.Scenario scenario, Tally tally) {
    HpaState state = scenario.policy().initialState();
    boolean agrees = true;
    for (int i = 0; i < scenario.ticks().size(); i++) {
      Tick tick = scenario.ticks().get(i);
      Step<HpaState> step = scenario.policy().decide(state, tick.observation());
      state = step.state();
      Comparison comparison = Comparison.of(step.decision(), tick.expected());
      agrees &= comparison.agrees();
      tally.add(comparison);
      if (!comparison.agrees() && tally.firstDifference.isEmpty()) {
        tally.firstDifference = Optional.of(describe(scenario, i, step, comparison));
      }
    }
    tally.scenariosAgreeing += agrees ? 1 : 0;
  }

  private static String describe(
      Recording.Scenario scenario, int index, Step<HpaState> step, Comparison comparison) {
    StringBuilder text =
        new StringBuilder("first difference: scenario ")
            .append(scenario.id())
            .append(", tick ")
            .append(index)
            .append(" at ")
            .append(step.decision().atMillis() / 1000.0)
            .append(" s\n");
    comparison
        .differences()
        .forEach((field, difference) ->
            text.append("  ").append(field).append(": ").append(difference).append('\n'));
    return text.append("  our reasons: ").append(step.decision().toDocument()).toString();
  }

  private static final class Tally {
    private int ticks;
    private int ticksAgreeing;
    private int scenariosAgreeing;
    private int messages;
    private int messagesEqual;
    private Optional<String> firstDifference = Optional.empty();

    private void add(Comparison comparison) {
      ticks++;
      ticksAgreeing += comparison.agrees() ? 1 : 0;
      messages += comparison.messages();
      messagesEqual += comparison.messagesEqual();
    }
  }
}
