package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.controller.trial.Calibrator.Found;
import dev.bellows.controller.trial.Calibrator.Outcome;
import dev.bellows.controller.trial.Calibrator.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CalibratorTest {
  @ParameterizedTest
  @ValueSource(doubles = {3, 26, 49, 80, 130})
  void the_highest_rate_that_holds_is_found_within_its_bracket(double capacity) {
    Found found = Calibrator.search(52, sharp(capacity), 10, 30).orElseThrow();
    assertThat(found.held()).isLessThanOrEqualTo(capacity);
    assertThat(found.missedAt()).isGreaterThan(capacity);
    assertThat(found.missedAt() / found.held()).isLessThanOrEqualTo(1.061);
    assertThat(found.windows()).isEqualTo(6);
  }

  @Test
  void a_rate_that_does_not_stand_the_longer_look_is_not_the_capacity() {
    Probe fading = (rate, seconds) -> sharp(seconds > 10 ? 40 : 50).at(rate, seconds);
    Found found = Calibrator.search(52, fading, 10, 30).orElseThrow();
    assertThat(found.held()).isLessThanOrEqualTo(40);
    assertThat(found.missedAt()).isGreaterThan(40);
  }

  @Test
  void a_step_that_is_much_too_kind_does_not_end_the_search_without_a_capacity() {
    Probe kind = (rate, seconds) -> sharp(seconds > 10 ? 22 : 50).at(rate, seconds);
    Found found = Calibrator.search(52, kind, 10, 30).orElseThrow();
    assertThat(found.held()).isBetween(22 / 1.16, 22.0);
  }

  @Test
  void a_target_that_never_holds_has_no_capacity() {
    assertThat(Calibrator.search(52, (rate, seconds) -> new Outcome(0, 2), 10, 30)).isEmpty();
  }

  @Test
  void no_rate_is_tried_that_a_load_tester_would_refuse() {
    List<Double> tried = new ArrayList<>();
    Probe recorded =
        (rate, seconds) -> {
          tried.add(rate);
          return new Outcome(0, 2);
        };
    assertThat(Calibrator.search(1.6, recorded, 10, 30)).isEmpty();
    assertThat(tried).containsExactly(0.8, 0.4, 0.2, 0.1);
  }

  @Test
  void a_target_that_answers_nothing_has_no_capacity() {
    assertThat(Calibrator.search(52, (rate, seconds) -> new Outcome(0, 0), 10, 30)).isEmpty();
  }

  /// A single server with Poisson arrivals, whose queue the SLO limits: the search is driven by
  /// what its users would see.
  @Test
  void half_the_work_doubles_the_capacity() {
    double whole = Calibrator.search(100 / 2.0, queue(20), 60, 120).orElseThrow().held();
    double half = Calibrator.search(100 / 1.0, queue(10), 60, 120).orElseThrow().held();
    assertThat(half / whole).isCloseTo(2, within(0.35));
  }

  private static Probe sharp(double capacity) {
    return (rate, seconds) -> {
      int windows = (int) (seconds / 5);
      return rate <= capacity ? new Outcome(windows, 0) : new Outcome(0, windows);
    };
  }

  /// @param serviceMillis work of a request at the replica's share of a processor
  private static Probe queue(double serviceMillis) {
    return (rate, seconds) -> {
      Random random = new Random(7);
      List<List<Double>> windows = new ArrayList<>();
      double now = 0;
      double free = 0;
      while (now < seconds * 1e3) {
        now += -Math.log(1 - random.nextDouble()) / rate * 1e3;
        free = Math.max(free, now) + serviceMillis;
        int window = (int) (now / 5e3);
        while (windows.size() <= window) {
          windows.add(new ArrayList<>());
        }
        windows.get(window).add(free - now);
      }
      int missed = (int) windows.stream().filter(window -> p95(window) > 250).count();
      return new Outcome(windows.size() - missed, missed);
    };
  }

  private static double p95(List<Double> latencies) {
    double[] sorted = latencies.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? 0
        : Arrays.stream(sorted).skip((long) (sorted.length * 0.95)).findFirst().orElse(0);
  }
}
