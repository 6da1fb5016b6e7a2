package dev.bellows.loadtester.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellows.loadtester.measure.Counts;
import dev.bellows.loadtester.measure.FailureKind;
import dev.bellows.loadtester.measure.Interval;
import dev.bellows.loadtester.measure.SecondsTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/// The seconds of a run as a load tester tells them, held to a sample that the controller's test of
/// this name reads: both services have records of their own for them, and neither may change alone.
/// `-Dgolden.update=true` writes the sample anew.
final class FleetSampleTest {

  private static final Path SAMPLE = Path.of("src", "test", "resources", "fleet-sample");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECOND = 1_000_000_000L;
  private static final double TARGET_RATE = 40;

  /// A full second with a bit of everything, and half a second without an answer.
  private static final List<Interval> INTERVALS =
      List.of(
          new Interval(
              0,
              0,
              SECOND,
              new Counts(40, 38, 1, 1, 30, 2, 6),
              Counts.NONE,
              histogram(1_500, 20_000, 300_000),
              histogram(1_400, 9_000, 90_000),
              histogram(30, 200, 700),
              44,
              1,
              Map.of("web-a", 20L, "web-b", 10L),
              Map.of(FailureKind.CONNECT_TIMEOUT, 1L, FailureKind.STATUS_5XX, 1L),
              12_345,
              0,
              0),
          new Interval(
              1,
              SECOND,
              SECOND + SECOND / 2,
              new Counts(60, 53, 3, 4, 30, 2, 21),
              Counts.NONE,
              new Histogram(3),
              new Histogram(3),
              histogram(40),
              15,
              2,
              Map.of(),
              Map.of(),
              0,
              0,
              0));

  @Test
  void a_second_is_told_as_in_the_sample() throws IOException {
    List<IntervalView> told =
        INTERVALS.stream().map(interval -> IntervalView.of(interval, TARGET_RATE)).toList();
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(told) + "\n";
    assertThat(readable(text)).isEqualTo(readable(sample("seconds.json", text)));
  }

  @Test
  void the_table_is_that_of_the_sample() throws IOException {
    SecondsTable table = new SecondsTable();
    INTERVALS.forEach(interval -> table.add(interval, TARGET_RATE));
    assertThat(table.text()).isEqualTo(sample("seconds.csv", table.text()));
  }

  private static String sample(String file, String now) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(SAMPLE);
      Files.writeString(SAMPLE.resolve(file), now);
    }
    return Files.readString(SAMPLE.resolve(file));
  }

  /// With what the histograms hold: how they are compressed depends on the platform's library.
  private static JsonNode readable(String seconds) throws IOException {
    JsonNode parsed = JSON.readTree(seconds);
    for (JsonNode second : parsed) {
      for (String histogram : List.of("corrected", "service", "lag")) {
        ((ObjectNode) second).put(histogram, recorded(second.path(histogram).asText()));
      }
    }
    return parsed;
  }

  private static String recorded(String encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
    try {
      Histogram histogram = Histogram.decodeFromCompressedByteBuffer(bytes, 0);
      return StreamSupport.stream(histogram.recordedValues().spliterator(), false)
          .map(value -> value.getCountAtValueIteratedTo() + " of " + value.getValueIteratedTo())
          .collect(Collectors.joining(", "));
    } catch (DataFormatException broken) {
      throw new IllegalArgumentException(broken);
    }
  }

  private static Histogram histogram(long... microseconds) {
    Histogram histogram = new Histogram(3);
    for (long value : microseconds) {
      histogram.recordValue(value);
    }
    return histogram;
  }
}
