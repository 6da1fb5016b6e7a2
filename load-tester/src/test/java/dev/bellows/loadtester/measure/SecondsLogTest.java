package dev.bellows.loadtester.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

final class SecondsLogTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void the_log_can_be_read_back_without_loss() {
    List<Histogram> corrected = readBack(3, 3);
    assertThat(corrected).hasSize(3);
    assertThat(corrected.get(1).getTotalCount()).isEqualTo(1);
    assertThat(corrected.get(1).getMaxValue()).isEqualTo(2_000);
  }

  @Test
  void a_long_run_keeps_a_bounded_number_of_lines_and_every_value() {
    List<Histogram> corrected = readBack(3_600, 3_600);
    assertThat(corrected).hasSize(600);
    assertThat(corrected.stream().mapToLong(Histogram::getTotalCount).sum()).isEqualTo(3_600);
  }

  private static List<Histogram> readBack(int expectedSeconds, int seconds) {
    SecondsLog log = new SecondsLog(Instant.ofEpochSecond(1_700_000_000), expectedSeconds);
    Recorder recorder = new Recorder();
    for (int second = 1; second <= seconds; second++) {
      recorder.scheduled(0, 0);
      recorder.sent(0);
      recorder.answered(0, 500, second % 1_000 * 1_000_000L, "pod", 1);
      log.add(recorder.close(second * SECOND, Held.NOTHING, Held.NOTHING, ThreadTime.NONE));
    }
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
