package dev.bellows.loadtester.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/// HdrHistogram's compressed form, in which nothing is lost.
public final class CompressedHistogram {

  /* The library would compress as well as can be, which takes a millisecond that a generator should
   * not have to find each second; fast, it is a twentieth larger. */

  private CompressedHistogram() {}

  public static byte[] of(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_SPEED);
    return Arrays.copyOf(buffer.array(), length);
  }
}
