package dev.bellows.loadtester.measure;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/// The histograms of a run in the HdrHistogram log format, tagged `corrected` and `service`, values
/// in microseconds. One pair of lines per second, or per several seconds in a long run, so that a
/// run never keeps more than [#MAX_LINES] pairs. Can be read while it is added to.
public final class SecondsLog {

  /* The library's own writer takes too long for a line to use it each second, so a line is kept
   * compressed and becomes text when somebody reads it. */

  static final int MAX_LINES = 600;
  private static final double MICROS_PER_MILLI = 1_000;

  private record Line(
      String tag, long startNanos, long endNanos, double maxMillis, byte[] compressed) {

    String text() {
      return String.format(
          Locale.ROOT,
          "Tag=%s,%.3f,%.3f,%.3f,%s\n",
          tag,
          startNanos / 1e9,
          (endNanos - startNanos) / 1e9,
          maxMillis,
          Base64.getEncoder().encodeToString(compressed));
    }
  }

  private final Instant startedAt;
  private final int secondsPerLine;
  private final List<Line> lines = new ArrayList<>();
  private final Histogram corrected = Recorder.microseconds();
  private final Histogram service = Recorder.microseconds();
  private long startNanos;
  private long endNanos;
  private int pending;

  public SecondsLog(Instant startedAt, long expectedSeconds) {
    this.startedAt = startedAt;
    this.secondsPerLine = (int) Math.max(1, Math.ceilDiv(expectedSeconds, MAX_LINES));
  }

  public synchronized void add(Interval interval) {
    corrected.add(interval.corrected());
    service.add(interval.service());
    endNanos = interval.endNanos();
    pending++;
    if (pending >= secondsPerLine) {
      addLines(lines);
      corrected.reset();
      service.reset();
      startNanos = endNanos;
      pending = 0;
    }
  }

  /// The log as text, with what is not yet a full line.
  public String text() {
    StringBuilder text = new StringBuilder(head());
    linesSoFar().forEach(line -> text.append(line.text()));
    return text.toString();
  }

  private String head() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HistogramLogWriter writer =
        new HistogramLogWriter(new PrintStream(out, false, StandardCharsets.UTF_8));
    writer.outputComment("[Bellows load tester; histogram values are microseconds]");
    writer.outputLogFormatVersion();
    writer.outputStartTime(startedAt.toEpochMilli());
    writer.setBaseTime(startedAt.toEpochMilli());
    writer.outputLegend();
    writer.close();
    return out.toString(StandardCharsets.UTF_8);
  }

  private synchronized List<Line> linesSoFar() {
    List<Line> soFar = new ArrayList<>(lines);
    if (pending > 0) {
      addLines(soFar);
    }
    return soFar;
  }

  private void addLines(List<Line> to) {
    to.add(line("corrected", corrected));
    to.add(line("service", service));
  }

  private Line line(String tag, Histogram histogram) {
    return new Line(
        tag,
        startNanos,
        endNanos,
        histogram.getMaxValue() / MICROS_PER_MILLI,
        CompressedHistogram.of(histogram));
  }
}
