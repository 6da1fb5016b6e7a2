package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.scaling.Step;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// A slice of the recording that replays in milliseconds, messages included: the mutation tests'
/// share of [HpaConformanceTest].
@DisplayNameGeneration(ReplaceUnderscores.class)
final class RecordedSliceTest {

  private static final List<Recording.Scenario> FIRST = Recording.bundled(16);

  @Test
  void the_first_scenarios_agree_word_for_word() {
    for (Recording.Scenario scenario : FIRST) {
      HpaState state = scenario.policy().initialState();
      for (Tick tick : scenario.ticks()) {
        Step<HpaState> step = scenario.policy().decide(state, tick.observation());
        state = step.state();
        Comparison comparison = Comparison.of(step.decision(), tick.expected());
        assertThat(comparison.differences()).as(scenario.id()).isEmpty();
        assertThat(comparison.messagesEqual()).as(scenario.id()).isEqualTo(comparison.messages());
      }
    }
  }
}
