package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LiveProbeTest {
  private static final TrialFile FILE = TrialFileReader.read("name: a\nload: {rate: 5}");

  private final FakeBench bench = new FakeBench();
  private final List<String> told = new ArrayList<>();

  @Test
  void a_step_that_the_generator_was_late_for_is_made_again() {
    bench.endState = "INVALID";
    LiveProbe probe =
        new LiveProbe(
            bench,
            FILE,
            URI.create("http://127.0.0.1:1"),
            text -> {
              told.add(text);
              if (text.contains("once more")) {
                bench.endState = "DONE";
              }
            });
    probe.warmUp(Duration.ofSeconds(1));
    assertThat(probe.cpuMillis()).isEqualTo(2);
    assertThat(told).contains("Calibrates a step once more: the generator was late.");
  }

  @Test
  void a_generator_that_is_always_late_ends_the_calibration() {
    bench.endState = "INVALID";
    LiveProbe probe = new LiveProbe(bench, FILE, URI.create("http://127.0.0.1:1"), told::add);
    assertThatThrownBy(() -> probe.warmUp(Duration.ofSeconds(1)))
        .isInstanceOf(InvalidTrialException.class)
        .hasMessage("The load generator could not calibrate: the generator was late.");
    assertThat(told.stream().filter(text -> text.contains("once more"))).hasSize(2);
  }
}
