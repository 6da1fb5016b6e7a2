package dev.bellows.cli.lab;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The child processes of a lab, by name. Once closed it starts no more, so that a service that is
/// being restarted cannot outlive the lab.
final class Services {
  private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();
  private boolean closed;

  /// @return whether it was started
  synchronized boolean start(ServiceCommand command, Path logs) {
    if (!closed) {
      boolean again = processes.containsKey(command.name());
      processes.put(command.name(), ServiceProcess.start(command, logs, again));
    }
    return !closed;
  }

  synchronized ServiceProcess named(String name) {
    ServiceProcess process = processes.get(name);
    if (process == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return process;
  }

  /// Whether it ended by itself, while the lab goes on.
  synchronized boolean hasDied(String name) {
    return !closed && !named(name).isAlive();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /// Asks those that live to end, and returns them.
  synchronized List<ServiceProcess> close() {
    closed = true;
    List<ServiceProcess> running =
        processes.values().stream().filter(ServiceProcess::isAlive).toList();
    running.forEach(ServiceProcess::end);
    return running;
  }
}
