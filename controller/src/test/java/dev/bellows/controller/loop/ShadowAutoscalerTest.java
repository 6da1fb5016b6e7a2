package dev.bellows.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShadowAutoscalerTest {

  private final List<ShadowDecision> decisions = new ArrayList<>();
  private final ShadowAutoscaler shadow =
      new ShadowAutoscaler(
          decision -> decisions.add((ShadowDecision) decision), Duration.ofSeconds(15));

  /// Desired replicas and every condition, at each of the 14 and 26 changes of status, those before
  /// the watch was as old as the windows included.
  @ParameterizedTest
  @CsvSource({"base-heavy, 10, 4", "base-steps, 22, 4"})
  void agrees_with_all_that_a_real_cluster_did(String recording, int counted, int early)
      throws IOException {
    new ClusterRecording(recording).tell(shadow);
    assertThat(decisions).hasSize(counted + early).allMatch(decision -> decision.agrees());
    assertThat(shadow.summary().statusChanges()).isEqualTo(counted);
    assertThat(shadow.summary().agreed()).isEqualTo(counted);
    assertThat(shadow.summary().withIncompleteMemory()).isEqualTo(early);
    assertThat(shadow.summary().silentTicks()).isPositive();
    assertThat(shadow.summary().silentDisagreements()).isZero();
  }
}
