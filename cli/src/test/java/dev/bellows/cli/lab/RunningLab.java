package dev.bellows.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// A lab as a user starts it, `bellows up` in a process of its own, on ports that are free.
final class RunningLab implements AutoCloseable {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private final Process process;
  private final Path output;
  private final int port;
  private final Controller controller;

  private RunningLab(Process process, Path output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
    this.controller = new Controller(address(port));
  }

  /// Starts a lab and waits until its first pod is Ready.
  ///
  /// @param options of `bellows up`, further ones
  static RunningLab start(Path manifests, Map<String, String> environment, String... options) {
    RunningLab lab = start(freePorts(), manifests, environment, options);
    try {
      await("first pod")
          .atMost(Duration.ofMinutes(4))
          .until(() -> !lab.process.isAlive() || lab.ready() >= 1);
      assertThat(lab.process.isAlive()).as("bellows up: %s", lab.output()).isTrue();
      return lab;
    } catch (RuntimeException | AssertionError notStarted) {
      // Nobody else could end it, and the next test would have to share the machine with it.
      AssertionError told = new AssertionError("bellows up: " + lab.output(), notStarted);
      lab.close();
      throw told;
    }
  }

  static RunningLab start(
      int port, Path manifests, Map<String, String> environment, String... options) {
    try {
      Path output = Files.createTempFile("bellows-up", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              "dev.bellows.cli.Bellows",
              "up",
              "--port",
              Integer.toString(port),
              "--manifests",
              manifests.toString());
      builder.command().addAll(List.of(options));
      builder.environment().put("BELLOWS_HOME", ROOT.toString());
      builder
          .environment()
          .put("BELLOWS_HISTORY_FOLDER", Files.createTempDirectory(TARGET, "history").toString());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      return new RunningLab(builder.start(), output, port);
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  /// Five free ports in a row: a lab with three load testers needs as many.
  static int freePorts() {
    for (int port = 32_100; port < 60_000; port += 10) {
      if (IntStream.range(port, port + 5).allMatch(RunningLab::isFree)) {
        return port;
      }
    }
    throw new IllegalStateException("no five free ports in a row");
  }

  Json startLoad(String query) {
    return Json.parse(controller.post("/api/load?" + query));
  }

  /// Starts load as a person does who talks to the load tester; it is one try.
  Json startLoadAtTheTester(String query) {
    try (Controller tester = new Controller(address(port + 1))) {
      return Json.parse(tester.get("/load?" + query));
    }
  }

  void stop(String run) {
    controller.delete("/api/load/runs/" + run);
  }

  Json run(String id) {
    return Json.parse(get("/api/load/runs/" + id));
  }

  Json awaitEnd(String id, Duration limit) {
    await("end of " + id)
        .atMost(limit)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> !run(id).text("state").equals("RUNNING"));
    return run(id);
  }

  Json state() {
    return Json.parse(get("/api/state"));
  }

  long ready() {
    try {
      return state().at("workload").count("ready");
    } catch (RuntimeException notYet) {
      return 0;
    }
  }

  long desired() {
    return state().at("workload").count("desired");
  }

  List<Json> events() {
    return Json.parseList(get("/api/events"));
  }

  /// All processes below `bellows up`, and itself.
  List<ProcessHandle> processes() {
    List<ProcessHandle> processes = new ArrayList<>(process.descendants().toList());
    processes.add(process.toHandle());
    return processes;
  }

  ProcessHandle controllerProcess() {
    return processOf("controller");
  }

  ProcessHandle loadTesterProcess() {
    return processOf("load-tester");
  }

  /// A service that runs as a jar does so in the folder of that jar, an executable is named by its
  /// path.
  private ProcessHandle processOf(String module) {
    Path built = ROOT.resolve(module).resolve("target");
    return process
        .children()
        .filter(child ->
            directory(child).startsWith(built)
                || child.info().command().orElse("").startsWith(built.toString()))
        .findFirst()
        .orElseThrow();
  }

  private static Path directory(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
    } catch (IOException gone) {
      return Path.of("");
    }
  }

  /// Hands over a trial file and gives the id of the trial.
  String startTrial(String text) {
    return Json.parse(controller.post("/api/trials", text)).text("id");
  }

  Json trial(String id) {
    return Json.parse(get("/api/trials/" + id));
  }

  String report(String file) {
    return get("/api/reports/" + file);
  }

  /// The second that was recorded last but one, in seconds since 1970: it is certainly on disk.
  long recordedSecond() {
    List<Object> seconds = Json.parse(get("/api/history?last=1m")).list("time");
    return ((Number) seconds.get(seconds.size() - 2)).longValue();
  }

  /// What the controller answers at a path. A machine that stands still for longer than the command
  /// line waits is asked again.
  String get(String path) {
    for (int left = 3; ; left--) {
      try {
        return controller.get(path);
      } catch (CommandFailure noAnswer) {
        if (left == 0) {
          throw noAnswer;
        }
      }
    }
  }

  /// The pods' processes: the controller's children.
  List<ProcessHandle> podProcesses() {
    return controllerProcess().children().toList();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  int awaitExit(Duration limit) throws InterruptedException {
    assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
        .as("bellows up ends within %s", limit)
        .isTrue();
    return process.exitValue();
  }

  /// Ends the lab as Ctrl-C does.
  void interrupt() {
    process.destroy();
  }

  int port() {
    return port;
  }

  /// Ends the lab; closing it once more changes nothing.
  @Override
  public void close() {
    controller.close();
    List<ProcessHandle> all = processes();
    process.destroy();
    try {
      process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    } catch (CompletionException stillThere) {
      all.forEach(ProcessHandle::destroyForcibly);
      // None must write into a folder that is deleted next.
      all.forEach(ended -> ended.onExit().join());
    }
    try {
      Files.deleteIfExists(output);
    } catch (IOException notDeleted) {
      throw new UncheckedIOException(notDeleted);
    }
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException busy) {
      return false;
    }
  }
}
