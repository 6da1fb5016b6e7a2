package dev.bellows.loadtester.measure;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/// The histograms of a run in the HdrHistogram log format, tagged `corrected` and `service`, values
/// in microseconds. One pair of lines per second, or per several seconds in a long run, so that a
/// run never keeps more than [#MAX_LINES] pairs.
public final class SecondsLog {

  static final int MAX_LINES = 600;
  private static final double MICROS_PER_MILLI = 1_000;

  private final Instant startedAt;
  private final int secondsPerLine;
  private final List<byte[]> lines = new ArrayList<>();
  private Histogram corrected = Recorder.microseconds();
  private Histogram service = Recorder.microseconds();
  private long startNanos;
  private long endNanos;
  private int pending;

  public SecondsLog(Instant startedAt, long expectedSeconds) {
    this.startedAt = startedAt;
    this.secondsPerLine = (int) Math.max(1, Math.ceilDiv(expectedSeconds, MAX_LINES));
  }

  public void add(Interval interval) {
    corrected.add(interval.corrected());
    service.add(interval.service());
    endNanos = interval.endNanos();
    pending++;
    if (pending >= secondsPerLine) {
      flush();
    }
  }

  /// The log as text, with what is not yet a full line.
  public String text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HistogramLogWriter writer =
        new HistogramLogWriter(new PrintStream(out, false, StandardCharsets.UTF_8));
    writer.outputComment("[Bellows load tester; histogram values are microseconds]");
    writer.outputLogFormatVersion();
    writer.outputStartTime(startedAt.toEpochMilli());
    writer.setBaseTime(startedAt.toEpochMilli());
    writer.outputLegend();
    writer.close();
    lines.forEach(out::writeBytes);
    if (pending > 0) {
      out.writeBytes(line());
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private void flush() {
    lines.add(line());
    corrected = Recorder.microseconds();
    service = Recorder.microseconds();
    startNanos = endNanos;
    pending = 0;
  }

  private byte[] line() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HistogramLogWriter writer =
        new HistogramLogWriter(new PrintStream(out, false, StandardCharsets.UTF_8));
    write(writer, corrected, "corrected");
    write(writer, service, "service");
    writer.close();
    return out.toByteArray();
  }

  private void write(HistogramLogWriter writer, Histogram histogram, String tag) {
    histogram.setTag(tag);
    writer.outputIntervalHistogram(startNanos / 1e9, endNanos / 1e9, histogram, MICROS_PER_MILLI);
  }
}
