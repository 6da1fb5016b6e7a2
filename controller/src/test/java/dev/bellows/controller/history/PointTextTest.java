package dev.bellows.controller.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PointTextTest {
  private static final Mark MARK =
      new Mark(
          7, Instant.parse("2026-11-22T12:00:00.5Z"), Mark.Kind.POD_READY, "pod/a", "say \"hi\"");

  @Test
  void a_point_is_read_back_as_it_was_written() {
    Point busy = Points.busy(1_000, 133.5, 20.5, 4, MARK);
    assertThat(PointText.read(PointText.write(busy))).contains(busy);
    Point idle = Points.idle(1_000);
    assertThat(PointText.read(PointText.write(idle))).contains(idle);
  }

  @Test
  void the_line_has_the_names_that_the_page_relies_on() {
    assertThat(PointText.write(Points.busy(1_000, 133.456, 20, 4, MARK)))
        .isEqualTo(
            """
            {"t":1000,"targetRate":133.46,"achievedRate":133.46,"answeredRate":132.46,\
            "failedRate":1,"droppedRate":0,"p50":10,"p95":20,"p99":40,"desired":4,"current":4,\
            "ready":3,"demand":null,"cpu":{"demo-app-a":40,"demo-app-b":60},"cpuTarget":50,\
            "cost":0.25,"marks":[{"id":7,"time":"2026-11-22T12:00:00.500Z","kind":"pod-ready",\
            "object":"pod/a","text":"say \\"hi\\""}]}\
            """);
  }

  @Test
  void a_line_that_was_cut_short_anywhere_is_no_point() {
    String line = PointText.write(Points.busy(1_000, 133, 20, 4, MARK));
    for (int length = 0; length < line.length(); length++) {
      String cut = line.substring(0, length);
      assertThat(PointText.second(cut) >= 0 && PointText.read(cut).isPresent()).as(cut).isFalse();
    }
  }

  @Test
  void a_second_with_fifty_pods_and_a_dozen_marks_stays_below_five_kilobytes() {
    Point busy = Points.busy(1_000, 133.456, 20, 4);
    List<Point.PodCpu> cpu =
        IntStream.range(0, 50).mapToObj(i -> new Point.PodCpu("demo-app-x7k" + i, 500)).toList();
    Point full =
        new Point(
            busy.second(),
            busy.traffic(),
            busy.replicas(),
            cpu,
            50,
            0.123456,
            IntStream.range(0, 12).mapToObj(i -> MARK).toList());
    assertThat(PointText.write(full)).hasSizeLessThan(5_000);
  }
}
