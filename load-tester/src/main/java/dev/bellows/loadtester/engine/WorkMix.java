package dev.bellows.loadtester.engine;

import java.util.List;

/// How much CPU each request asks for. The choice depends on the seed and the arrival's number
/// alone, so it is the same however the schedule is split.
///
/// @param seed of the choice
/// @param parts shares of the requests, which add up to 1
public record WorkMix(long seed, List<Part> parts) {

  /// @param cpuMillis CPU that a request of this part asks for \[ms\]
  /// @param share of the requests \[0..1\]
  public record Part(double cpuMillis, double share) {}

  public static WorkMix of(double cpuMillis) {
    return new WorkMix(0, List.of(new Part(cpuMillis, 1)));
  }

  /// Two kinds of requests of which each takes half of the CPU.
  public static WorkMix halfOfTheCpuEach(long seed, double oneMillis, double otherMillis) {
    double share = otherMillis / (oneMillis + otherMillis);
    return new WorkMix(seed, List.of(new Part(oneMillis, share), new Part(otherMillis, 1 - share)));
  }

  public double meanCpuMillis() {
    return parts.stream().mapToDouble(part -> part.cpuMillis * part.share).sum();
  }

  double cpuMillis(long sequence) {
    if (parts.size() == 1) {
      return parts.getFirst().cpuMillis;
    }
    double position = (mixed(seed + sequence * 0x9E3779B97F4A7C15L) >>> 11) * 0x1.0p-53;
    for (Part part : parts) {
      position -= part.share;
      if (position < 0) {
        return part.cpuMillis;
      }
    }
    return parts.getLast().cpuMillis;
  }

  /// Stafford's mixer: neighbouring inputs give independent outputs.
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
