package dev.bellows.loadtester.measure;

import static dev.bellows.loadtester.measure.ThreadTime.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

final class SecondsLogTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

  @Test
  void the_log_can_be_read_back_without_loss() {
    List<Histogram> corrected = readBack(3, 3);
    assertThat(corrected).hasSize(3);
    assertThat(corrected.get(1).getTotalCount()).isEqualTo(1);
    assertThat(corrected.get(1).getMaxValue()).isEqualTo(2_000);
  }

  @Test
  void every_value_of_a_second_is_read_back_as_it_was_measured() {
    SplittableRandom random = new SplittableRandom(4);
    SecondsLog log = new SecondsLog(START, 1_200);
    Recorder recorder = new Recorder();
    List<Histogram> pairs = new ArrayList<>();
    for (int second = 1; second <= 5; second++) {
      for (int i = 0; i < 1_000; i++) {
        recorder.scheduled(0, 0);
        recorder.sent(0);
        recorder.answered(0, 0, (long) (1e6 * Math.exp(2 * random.nextGaussian())), "pod", 1);
      }
      Interval interval = recorder.close(second * SECOND, Held.NOTHING, Held.NOTHING, NONE);
      log.add(interval);
      if (second % 2 == 1) {
        pairs.add(interval.corrected().copy());
      } else {
        pairs.getLast().add(interval.corrected());
      }
    }
    // Two seconds make a line, and the fifth is half of one; reading it changes nothing.
    assertThat(corrected(log)).isEqualTo(pairs);
    assertThat(corrected(log)).isEqualTo(pairs);
  }

  @Test
  void a_long_run_keeps_a_bounded_number_of_lines_and_every_value() {
    List<Histogram> corrected = readBack(3_600, 3_600);
    assertThat(corrected).hasSize(600);
    assertThat(corrected.stream().mapToLong(Histogram::getTotalCount).sum()).isEqualTo(3_600);
  }

  private static List<Histogram> readBack(int expectedSeconds, int seconds) {
    SecondsLog log = new SecondsLog(START, expectedSeconds);
    Recorder recorder = new Recorder();
    for (int second = 1; second <= seconds; second++) {
      recorder.scheduled(0, 0);
      recorder.sent(0);
      recorder.answered(0, 500, second % 1_000 * 1_000_000L, "pod", 1);
      log.add(recorder.close(second * SECOND, Held.NOTHING, Held.NOTHING, NONE));
    }
    return corrected(log);
  }

  private static List<Histogram> corrected(SecondsLog log) {
    HistogramLogReader reader =
        new HistogramLogReader(
            new ByteArrayInputStream(log.text().getBytes(StandardCharsets.UTF_8)));
    List<Histogram> found = new ArrayList<>();
    EncodableHistogram next;
    while ((next = reader.nextIntervalHistogram()) != null) {
      if ("corrected".equals(next.getTag())) {
        found.add((Histogram) next);
      }
    }
    return found;
  }
}
