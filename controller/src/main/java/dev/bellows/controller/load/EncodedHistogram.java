package dev.bellows.controller.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/// A histogram of microseconds in HdrHistogram's compressed form, which loses nothing and is small
/// enough to keep for each second of a long run.
record EncodedHistogram(byte[] bytes) {

  private static final int SIGNIFICANT_DIGITS = 3;

  static Histogram empty() {
    return new Histogram(SIGNIFICANT_DIGITS);
  }

  static EncodedHistogram ofText(String base64) {
    return new EncodedHistogram(Base64.getDecoder().decode(base64));
  }

  static EncodedHistogram of(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return new EncodedHistogram(Arrays.copyOf(buffer.array(), length));
  }

  EncodedHistogram plus(EncodedHistogram other) {
    Histogram sum = empty();
    addTo(sum);
    other.addTo(sum);
    return of(sum);
  }

  void addTo(Histogram sum) {
    sum.add(decoded());
  }

  Histogram decoded() {
    try {
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
    } catch (DataFormatException broken) {
      throw new IllegalArgumentException("a histogram cannot be read", broken);
    }
  }
}
