package dev.bellows.controller.cluster.local;

import dev.bellows.controller.cluster.EnvironmentPicture;
import dev.bellows.controller.cluster.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// This machine, which hides nothing.
public final class LocalSurroundings implements Surroundings {
  private static final long MEBIBYTE = 1024L * 1024;

  @Override
  public EnvironmentPicture environment() {
    return new EnvironmentPicture(
        "local",
        "this machine",
        List.of("bellows.cluster"),
        Optional.empty(),
        OptionalLong.of(1),
        OptionalLong.of(Runtime.getRuntime().availableProcessors() * 1_000L),
        memoryMebibytes(),
        List.of("the address of this very answer"),
        Optional.empty(),
        Map.of(),
        "of the clock of this machine, exact to a millisecond");
  }

  @Override
  public List<String> limits() {
    return List.of();
  }

  private static OptionalLong memoryMebibytes() {
    return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? OptionalLong.of(machine.getTotalMemorySize() / MEBIBYTE)
        : OptionalLong.empty();
  }
}
