package dev.bellows.controller.load;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.HdrHistogram.Histogram;

/// What a native executable must keep for HdrHistogram: the library finds the JDK's Base64 and the
/// constructors of a histogram by reflection, and without them fails only when it reads or writes
/// one.
@RegisterForReflection(
    targets = Histogram.class,
    classNames = {"java.util.Base64", "java.util.Base64$Decoder", "java.util.Base64$Encoder"})
final class HistogramLogReflection {
  private HistogramLogReflection() {}
}
