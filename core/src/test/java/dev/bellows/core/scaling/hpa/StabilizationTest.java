package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The clock stands at 1,000 ms; recommendations are written `replicas@ms`.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class StabilizationTest {

  @ParameterizedTest(
      name = "current {0}, desired {1}, up {2} ms, down {3} ms, earlier {4}: {5} ({6})")
  @CsvSource(
      textBlock =
          """
          4, 8, 0,   0,   2@900 9@950,  8, no window holds anything
          4, 8, 200, 0,   6@900 9@950,  6, the lowest of the scale-up window
          4, 8, 200, 0,   2@900 9@950,  4, never below what there is on the way up
          4, 8, 100, 0,   6@900,        8, exactly as old as the window no longer counts
          4, 8, 101, 0,   6@900,        6, a millisecond younger does
          8, 4, 0,   200, 6@900 5@950,  6, the highest of the scale-down window
          8, 4, 0,   200, 9@900 5@950,  8, never above what there is on the way down
          8, 4, 0,   100, 6@900,        4, exactly as old as the window no longer counts
          8, 4, 0,   101, 6@900,        6, a millisecond younger does
          4, 4, 200, 200, 2@900 6@950,  4, between both nothing moves
          2, 5, 200, 200, 4@900 9@950,  4, both windows hold and the direction up counts
          9, 5, 200, 200, 4@900 7@950,  7, both windows hold and the direction down counts
          """)
  void with_behavior(
      int current,
      int desired,
      long upWindow,
      long downWindow,
      String earlier,
      int replicas,
      String why) {
    Stabilization step =
        Stabilization.byBehavior(
            recommendations(earlier), current, desired, 1000, upWindow, downWindow);

    assertThat(step.replicas()).as(why).isEqualTo(replicas);
    assertThat(step.binds()).isEqualTo(replicas != desired);
  }

  @ParameterizedTest(name = "desired {0}, window {1} ms, earlier {2}: {3} ({4})")
  @CsvSource(
      textBlock =
          """
          4, 200, 6@900 5@950, 6, the highest of the window
          4, 100, 6@900,       6, exactly as old as the window still counts
          4, 99,  6@900,       4, a millisecond older does not
          8, 200, 6@900,       8, the way up is free
          """)
  void without_behavior(int desired, long window, String earlier, int replicas, String why) {
    Stabilization step =
        Stabilization.byController(recommendations(earlier), 5, desired, 1000, window);

    assertThat(step.replicas()).as(why).isEqualTo(replicas);
    assertThat(step.binds()).isEqualTo(replicas != desired);
  }

  @ParameterizedTest(name = "up {0} ms, down {1} ms, earlier {2}: slot {3}")
  @CsvSource(
      textBlock =
          """
          100, 100, 6@899 6@898 6@950, 1
          100, 100, 6@900,             -1
          100, 50,  6@900,             -1
          50,  100, 6@900,             -1
          200, 100, 6@899,             -1
          100, 200, 6@899,             -1
          200, 101, 6@799,             0
          """)
  void a_recommendation_older_than_both_windows_gives_up_its_place(
      long upWindow, long downWindow, String earlier, int outdated) {
    assertThat(
            Stabilization.byBehavior(recommendations(earlier), 5, 5, 1000, upWindow, downWindow)
                .outdated())
        .isEqualTo(outdated);
  }

  @ParameterizedTest(name = "{0} ms, earlier {1}: slot {2}")
  @CsvSource(
      textBlock =
          """
          100, 6@899 6@898 6@950, 1
          100, 6@900,             -1
          """)
  void a_recommendation_older_than_the_controllers_window_gives_up_its_place(
      long window, String earlier, int outdated) {
    assertThat(Stabilization.byController(recommendations(earlier), 5, 5, 1000, window).outdated())
        .isEqualTo(outdated);
  }

  @ParameterizedTest(name = "current {0}, desired {1}, earlier {2}: bound to {3} of {4} until {5}")
  @CsvSource(
      textBlock =
          """
          8, 4, 6@900 6@950 6@920, 6, 950, 1250
          8, 4, 6@950 6@900,       6, 950, 1250
          8, 4, 5@990 6@900,       6, 900, 1200
          8, 4, 9@900 5@950,       9, 900, 1200
          2, 9, 6@900 6@950,       6, 950, 1150
          2, 9, 6@950 6@900,       6, 950, 1150
          2, 9, 7@950 6@900 9@960, 6, 900, 1100
          """)
  void the_youngest_of_the_strongest_recommendations_binds_the_longest(
      int current, int desired, String earlier, int boundTo, long at, long until) {
    Stabilization step =
        Stabilization.byBehavior(recommendations(earlier), current, desired, 1000, 200, 300);

    assertThat(step.boundTo()).isEqualTo(boundTo);
    assertThat(step.boundAtMillis()).isEqualTo(at);
    assertThat(step.boundUntilMillis()).isEqualTo(until);
  }

  @ParameterizedTest(name = "earlier {0}: bound to {1} of {2} until {3}")
  @CsvSource(
      textBlock =
          """
          6@900 6@950 6@920, 6, 950, 1150
          6@950 6@900 5@990, 6, 950, 1150
          """)
  void so_it_does_without_behavior(String earlier, int boundTo, long at, long until) {
    Stabilization step = Stabilization.byController(recommendations(earlier), 8, 4, 1000, 200);

    assertThat(step.boundTo()).isEqualTo(boundTo);
    assertThat(step.boundAtMillis()).isEqualTo(at);
    assertThat(step.boundUntilMillis()).isEqualTo(until);
  }

  @ParameterizedTest(name = "current {0}, desired {1}, with behavior {2}: {3}")
  @CsvSource(
      textBlock =
          """
          4, 8, true,  ScaleUpStabilized
          5, 5, true,  ReadyForNewScale
          8, 4, true,  ScaleDownStabilized
          5, 6, true,  ReadyForNewScale
          6, 6, true,  ReadyForNewScale
          """)
  void the_condition_names_the_direction_that_the_metrics_asked_for(
      int current, int desired, boolean behavior, String reason) {
    Stabilization step =
        Stabilization.byBehavior(recommendations("6@900"), current, desired, 1000, 200, 200);

    assertThat(step.condition(behavior).reason()).isEqualTo(reason);
  }

  @Test
  void held_up_while_the_metrics_ask_for_more_than_there_is_it_still_says_up() {
    // Only the path with behavior can say so: 5 wanted of 5, bound to 9 on the way down, so 5 stays
    Stabilization step = Stabilization.byController(recommendations("9@900"), 5, 5, 1000, 200);

    assertThat(step.replicas()).isEqualTo(9);
    assertThat(step.condition(false).reason()).isEqualTo("ScaleDownStabilized");
    assertThat(step.condition(true).reason()).isEqualTo("ScaleUpStabilized");
  }

  @Test
  void the_first_reconciliation_remembers_the_replicas_it_found() {
    Recommendations first = Recommendations.NONE.orInitial(7, 1000);

    assertThat(first).isEqualTo(recommendations("7@1000"));
    assertThat(first.orInitial(9, 2000)).isSameAs(first);
  }

  @Test
  void a_new_recommendation_takes_the_outdated_place_or_the_end() {
    Recommendations two = recommendations("7@1000 8@1100");

    assertThat(two.with(9, 1200, -1)).isEqualTo(recommendations("7@1000 8@1100 9@1200"));
    assertThat(two.with(9, 1200, 0)).isEqualTo(recommendations("9@1200 8@1100"));
    assertThat(two).isEqualTo(recommendations("7@1000 8@1100"));
  }

  static Recommendations recommendations(String text) {
    String[] entries = text.split(" ");
    int[] replicas = new int[entries.length];
    long[] atMillis = new long[entries.length];
    for (int i = 0; i < entries.length; i++) {
      String[] parts = entries[i].split("@");
      replicas[i] = Integer.parseInt(parts[0]);
      atMillis[i] = Long.parseLong(parts[1]);
    }
    return Recommendations.of(replicas, atMillis);
  }
}
