package dev.bellows.controller.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// The seconds of a run as a load tester tells them, by the sample that the load tester's test of
/// this name writes: both services have records of their own for them, and neither may change
/// alone.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FleetSampleTest {
  private static final Path SAMPLE =
      Path.of("..", "load-tester", "src", "test", "resources", "fleet-sample");

  private JsonNode seconds;

  @BeforeEach
  void read() throws IOException {
    seconds = new ObjectMapper().readTree(Files.readString(SAMPLE.resolve("seconds.json")));
  }

  @Test
  void nothing_that_is_told_is_left_out() {
    assertThat(seconds.path(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(components(ShareSecond.class));
    assertThat(seconds.path(0).path("counts").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(components(Counts.class));
  }

  @Test
  void a_second_is_read_as_it_was_meant() {
    ShareSecond second = ShareSecond.read(seconds.path(0));
    assertThat(second.counts()).isEqualTo(new Counts(40, 38, 1, 1, 30, 2, 6));
    assertThat(second.pods()).isEqualTo(Map.of("web-a", 20L, "web-b", 10L));
    assertThat(second.failures()).isEqualTo(Map.of("connect-timeout", 1L, "status-5xx", 1L));
    assertThat(ShareSecond.read(seconds.path(1)).endNanos()).isEqualTo(1_500_000_000L);
  }

  @Test
  void a_run_of_one_part_has_the_table_of_that_part() throws IOException {
    MergedSeconds merged = new MergedSeconds(1);
    seconds.forEach(second -> merged.add(ShareSecond.read(second), 0));
    assertThat(merged.table()).isEqualTo(Files.readString(SAMPLE.resolve("seconds.csv")));
  }

  private static Iterable<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(part -> part.getName()).toList();
  }
}
