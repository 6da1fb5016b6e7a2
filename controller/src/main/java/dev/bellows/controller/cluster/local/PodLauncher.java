package dev.bellows.controller.cluster.local;

import dev.bellows.controller.cluster.local.manifest.PodTemplate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Starts the process of a pod with the environment that a pod of the target gets.
public final class PodLauncher {
  private final PodTemplate template;
  private final OptionalLong cpuLimitMilli;
  private final PodCommand command;
  private final LogFolder logs;

  private PodLauncher(
      PodTemplate template, OptionalLong cpuLimitMilli, PodCommand command, LogFolder logs) {
    this.template = template;
    this.cpuLimitMilli = cpuLimitMilli;
    this.command = command;
    this.logs = logs;
  }

  /// Launches the target built below the checkout.
  public static PodLauncher ofTarget(PodTemplate template, Path home) {
    return new PodLauncher(
        template, template.cpuLimitMilli(), PodCommand.find(home), LogFolder.below(home));
  }

  /// Launches any program that behaves like the target.
  public static PodLauncher of(
      PodTemplate template, List<String> words, Path directory, Path home) {
    return new PodLauncher(
        template, template.cpuLimitMilli(), PodCommand.of(directory, words), LogFolder.below(home));
  }

  /// The same with another CPU limit; empty for the one of the manifest.
  PodLauncher limitedTo(OptionalLong millicores) {
    return new PodLauncher(
        template, millicores.isPresent() ? millicores : template.cpuLimitMilli(), command, logs);
  }

  /// What identifies the program that is launched.
  String version() {
    return command.version();
  }

  PodProcess launch(String pod, Consumer<InetSocketAddress> listening) throws IOException {
    Map<String, String> environment = new HashMap<>(template.environment());
    environment.put("POD_NAME", pod);
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("BELLOWS_EXIT_WITH_PARENT", "true");
    cpuLimitMilli.ifPresent(
        limit -> environment.put("BELLOWS_CPU_LIMIT_MILLICORES", Long.toString(limit)));
    return PodProcess.start(command, environment, logs.open(pod), listening);
  }
}
