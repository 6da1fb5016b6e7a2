package dev.bellows.cli.lab;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.Screen;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A running bench: the load testers and the controller, which starts the pods.
final class Lab {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /// The controller's limit for its pods, and a second more.
  private static final Duration END_LIMIT = Duration.ofSeconds(9);

  /// CPU that a pod on the JVM spends on a request beside the work asked for, at the 20 requests/s
  /// that a pod of the base HPA sees. It decides what full load is; a native pod is the load
  /// tester's default.
  private static final String JAR_OVERHEAD_MICROS = "700";

  private static final Duration CHECK = Duration.ofMillis(500);
  private static final Duration RESTART_PAUSE = Duration.ofSeconds(2);
  private static final int RESTARTS_LIMIT = 5;
  private static final Duration POD_POLL = Duration.ofMillis(100);

  private final Home home;
  private final Ports ports;
  private final Screen screen;
  private final Services services = new Services();

  Lab(Home home, Ports ports, Screen screen) {
    this.home = home;
    this.ports = ports;
    this.screen = screen;
  }

  /// Starts everything, shows decisions as they come, and returns when asked to end.
  ///
  /// @throws CommandFailure when a port is busy, or a service cannot start or ends
  void runUntilEnd(@Nullable Path manifests, boolean open) {
    ports.requireFree();
    List<ServiceCommand> loadTesters = loadTesters();
    ServiceCommand controller = controller(manifests);
    LabFile file = LabFile.of(home, ports);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(file), "end-of-lab"));
    try {
      file.write();
      long begun = System.nanoTime();
      // One after the other: who sees the controller may start load, and two services that start
      // side by side leave their first pod no processor.
      for (ServiceCommand loadTester : loadTesters) {
        if (!services.start(loadTester, home.logs(ports))) {
          return;
        }
        awaitReady(loadTester, "/q/health/ready");
      }
      screen.line(
          "%-12s ready after %.1f s",
          several() ? "load testers" : "load tester", secondsSince(begun));
      if (!services.start(controller, home.logs(ports))) {
        return;
      }
      awaitReady(controller, "/api/state");
      screen.line("%-12s ready after %.1f s", "controller", secondsSince(begun));
      awaitFirstPod(begun);
      welcome();
      if (open) {
        openDashboard();
      }
      watch(loadTesters, controller);
    } catch (IOException unwritable) {
      throw new CommandFailure(
          ExitCode.NOT_REACHABLE, "Cannot write " + file.path() + ": " + unwritable.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean several() {
    return ports.loadTesterCount() > 1;
  }

  private List<ServiceCommand> loadTesters() {
    Map<String, String> settings = new HashMap<>();
    settings.put("BELLOWS_LOAD_TARGET", Ports.address(ports.target()).toString());
    if (home.nativeExecutable("demo-app").isEmpty()) {
      settings.put("BELLOWS_LOAD_REQUEST_OVERHEAD_MICROS", JAR_OVERHEAD_MICROS);
    }
    List<ServiceCommand> commands = new ArrayList<>();
    for (int port : ports.loadTesters()) {
      String name = "load-tester" + (several() ? "-" + (commands.size() + 1) : "");
      commands.add(ServiceCommand.of(home, "load-tester", name, port, settings));
    }
    return commands;
  }

  private ServiceCommand controller(@Nullable Path manifests) {
    Map<String, String> settings = new HashMap<>();
    for (String folder : List.of("BELLOWS_HISTORY_FOLDER", "BELLOWS_LOCAL_MANIFESTS")) {
      String given = System.getenv(folder);
      if (given != null && !given.isBlank()) {
        // It runs in another folder than its user.
        settings.put(folder, Path.of(given).toAbsolutePath().normalize().toString());
      }
    }
    settings.put(
        "BELLOWS_LOAD_TESTERS",
        ports.loadTesters().stream()
            .map(port -> Ports.address(port).toString())
            .collect(Collectors.joining(",")));
    settings.put("BELLOWS_LOCAL_SERVICE_PORT", Integer.toString(ports.target()));
    if (manifests != null) {
      settings.put("BELLOWS_LOCAL_MANIFESTS", manifests.toAbsolutePath().normalize().toString());
    }
    return ServiceCommand.of(home, "controller", "controller", ports.dashboard(), settings);
  }

  private void awaitReady(ServiceCommand service, String path) throws InterruptedException {
    screen.progress("Starting the %s ...", service.name());
    services
        .named(service.name())
        .awaitReady(Ports.address(service.port()).resolve(path), START_LIMIT);
    screen.endProgress();
  }

  private static double secondsSince(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  /// Load that starts before a pod is Ready waits for it, and so does the invitation to start some.
  private void awaitFirstPod(long begun) throws InterruptedException {
    try (Controller api = new Controller(Ports.address(ports.dashboard()))) {
      long deadline = System.nanoTime() + START_LIMIT.toNanos();
      while (Json.parse(api.get("/api/state")).at("workload").count("ready") == 0) {
        if (System.nanoTime() > deadline) {
          screen.line("%s", screen.yellow("No pod is Ready yet: `bellows events` tells why."));
          return;
        }
        screen.progress("Waiting for the first pod ...");
        Thread.sleep(POD_POLL);
      }
      screen.endProgress();
      screen.line("%-12s ready after %.1f s", "first pod", secondsSince(begun));
    }
  }

  private void welcome() {
    screen.line("");
    screen.line("  Dashboard    %s/", screen.bold(Ports.address(ports.dashboard()).toString()));
    String label = "Load tester";
    for (int port : ports.loadTesters()) {
      screen.line("  %-11s  %s/runs", label, Ports.address(port));
      label = "";
    }
    screen.line("  Target       %s/", Ports.address(ports.target()));
    screen.line("");
    screen.line("Try next, in another terminal:");
    String server =
        ports.dashboard() == Ports.DEFAULT_DASHBOARD
            ? ""
            : " --server " + Ports.address(ports.dashboard());
    screen.line("  ./bellows load heavy --wait%s", server);
    screen.line("  ./bellows monitor%s", server);
    screen.line("  ./bellows challenge%s", server);
    // One load tester of several would send all of it by itself.
    int whereToAsk = several() ? ports.dashboard() : ports.loadTesters().getFirst();
    screen.line("  curl '%s/load?intensity=70&duration=240'", Ports.address(whereToAsk));
    screen.line("");
    screen.line("%s", screen.dim("Ctrl-C ends all of it. Decisions appear here as they are made."));
  }

  private void openDashboard() {
    URI page = Ports.address(ports.dashboard()).resolve("/");
    if (!Browser.open(page, System.getenv().getOrDefault("PATH", ""))) {
      screen.line("%s", screen.yellow("Neither xdg-open nor open is there: go to " + page));
    }
  }

  private void watch(List<ServiceCommand> loadTesters, ServiceCommand controller)
      throws InterruptedException {
    try (Controller api = new Controller(Ports.address(ports.dashboard()))) {
      DecisionFeed decisions = new DecisionFeed(api, screen);
      Map<String, Integer> deaths = new HashMap<>();
      while (!services.isClosed()) {
        Thread.sleep(CHECK);
        if (services.hasDied(controller.name())) {
          throw new CommandFailure(
              ExitCode.NOT_REACHABLE, services.named(controller.name()).lastWords());
        }
        for (ServiceCommand loadTester : loadTesters) {
          if (services.hasDied(loadTester.name())) {
            restart(loadTester, deaths.merge(loadTester.name(), 1, Integer::sum));
          }
        }
        decisions.showNew();
      }
    }
  }

  private void restart(ServiceCommand service, int deaths) throws InterruptedException {
    String lastWords = services.named(service.name()).lastWords();
    if (deaths > RESTARTS_LIMIT) {
      throw new CommandFailure(ExitCode.NOT_REACHABLE, lastWords);
    }
    screen.line("%s", screen.yellow(lastWords));
    Thread.sleep(RESTART_PAUSE);
    if (services.start(service, home.logs(ports))) {
      screen.line("The %s is started again; the runs it had are lost.", service.name());
    }
  }

  private void end(LabFile file) {
    screen.endProgress();
    List<ServiceProcess> running = services.close();
    if (!running.isEmpty()) {
      screen.line("Ending the pods and services ...");
    }
    try {
      long deadline = System.nanoTime() + END_LIMIT.toNanos();
      for (ServiceProcess service : running) {
        service.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      }
      file.delete();
    } catch (IOException | InterruptedException leftBehind) {
      screen.line("%s", leftBehind);
    }
  }
}
