package dev.bellows.loadtester.measure;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/// The histograms of a run in the HdrHistogram log format, tagged `corrected` and `service`, values
/// in microseconds. One pair of lines per second, or per several seconds in a long run, so that a
/// run never keeps more than [#MAX_LINES] pairs.
///
/// They are kept encoded, and compressed when somebody reads them: that takes milliseconds, which a
/// generator should not have to find each second. Can be read while it is added to.
public final class SecondsLog {

  static final int MAX_LINES = 600;
  private static final double MICROS_PER_MILLI = 1_000;

  private record Line(long startNanos, long endNanos, byte[] corrected, byte[] service) {

    void write(HistogramLogWriter writer) {
      write(writer, corrected, "corrected");
      write(writer, service, "service");
    }

    private void write(HistogramLogWriter writer, byte[] encoded, String tag) {
      Histogram histogram = Histogram.decodeFromByteBuffer(ByteBuffer.wrap(encoded), 0);
      histogram.setTag(tag);
      writer.outputIntervalHistogram(startNanos / 1e9, endNanos / 1e9, histogram, MICROS_PER_MILLI);
    }
  }

  private final Instant startedAt;
  private final int secondsPerLine;
  private final List<Line> lines = new ArrayList<>();
  private final Histogram corrected = Recorder.microseconds();
  private final Histogram service = Recorder.microseconds();
  private ByteBuffer scratch = ByteBuffer.allocate(0);
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
      lines.add(line());
      corrected.reset();
      service.reset();
      startNanos = endNanos;
      pending = 0;
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
    linesSoFar().forEach(line -> line.write(writer));
    writer.close();
    return out.toString(StandardCharsets.UTF_8);
  }

  private synchronized List<Line> linesSoFar() {
    List<Line> soFar = new ArrayList<>(lines);
    if (pending > 0) {
      soFar.add(line());
    }
    return soFar;
  }

  private Line line() {
    return new Line(startNanos, endNanos, encoded(corrected), encoded(service));
  }

  private byte[] encoded(Histogram histogram) {
    int needed = histogram.getNeededByteBufferCapacity();
    if (scratch.capacity() < needed) {
      scratch = ByteBuffer.allocate(needed);
    }
    scratch.clear();
    int length = histogram.encodeIntoByteBuffer(scratch);
    return Arrays.copyOf(scratch.array(), length);
  }
}
