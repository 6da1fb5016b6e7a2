package dev.bellows.controller.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SeriesTextTest {
  @Test
  void every_second_is_a_step_where_there_is_room_for_all() throws IOException {
    JsonNode series = series(10, Points.busy(100, 10, 20, 2), Points.busy(102, 12, 24, 3));
    assertThat(series.path("stepSeconds").asInt()).isEqualTo(1);
    assertThat(series.path("time").toString()).isEqualTo("[100,101,102]");
    assertThat(series.path("targetRate").toString()).isEqualTo("[10,null,12]");
    assertThat(series.path("p95").toString()).isEqualTo("[20,null,24]");
    assertThat(series.path("cpu").path("demo-app-b").toString()).isEqualTo("[60,null,60]");
    assertThat(series.path("demand").toString()).isEqualTo("[null,null,null]");
  }

  @Test
  void a_longer_step_keeps_the_highest_latency_and_desired_number_and_the_mean_rate()
      throws IOException {
    JsonNode series =
        series(
            2,
            Points.busy(100, 10, 50, 2),
            Points.busy(101, 20, 20, 5),
            Points.busy(102, 30, 20, 4),
            Points.busy(103, 40, 20, 3));
    assertThat(series.path("stepSeconds").asInt()).isEqualTo(2);
    assertThat(series.path("time").toString()).isEqualTo("[100,102]");
    assertThat(series.path("targetRate").toString()).isEqualTo("[15,35]");
    assertThat(series.path("p95").toString()).isEqualTo("[50,20]");
    assertThat(series.path("desired").toString()).isEqualTo("[5,4]");
    assertThat(series.path("current").toString()).isEqualTo("[5,3]");
  }

  @Test
  void all_marks_are_kept_however_long_the_step() throws IOException {
    Mark mark = new Mark(1, Instant.EPOCH, Mark.Kind.DECISION, "hpa/a", "1 -> 2");
    List<Point> points = new ArrayList<>();
    for (int second = 0; second < 100; second++) {
      points.add(Points.busy(second, 1, 1, 1, mark));
    }
    assertThat(series(10, points.toArray(Point[]::new)).path("marks")).hasSize(100);
  }

  @Test
  void nothing_recorded_is_empty_columns() throws IOException {
    JsonNode series = series(10);
    assertThat(series.path("time")).isEmpty();
    assertThat(series.path("targetRate").isArray()).isTrue();
    assertThat(series.path("cost").isArray()).isTrue();
  }

  private static JsonNode series(int most, Point... points) throws IOException {
    return new ObjectMapper()
        .readTree(SeriesText.write(Instant.EPOCH, Instant.EPOCH, List.of(points), most));
  }
}
