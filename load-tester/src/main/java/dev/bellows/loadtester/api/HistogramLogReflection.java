package dev.bellows.loadtester.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.HdrHistogram.Histogram;

/// What a native executable must keep for HdrHistogram's logs: the library finds the JDK's Base64
/// and the constructors of a histogram by reflection, and without them fails only when somebody
/// asks for a log.
@RegisterForReflection(
    targets = Histogram.class,
    classNames = {"java.util.Base64", "java.util.Base64$Decoder", "java.util.Base64$Encoder"})
final class HistogramLogReflection {
  private HistogramLogReflection() {}
}
