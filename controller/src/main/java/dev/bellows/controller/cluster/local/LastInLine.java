package dev.bellows.controller.cluster.local;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Starts a program so that it gets what the other programs leave of the processors.
///
/// Pods that ask for more than the machine has would otherwise keep the load generator waiting,
/// which then measures the scheduler and not the target. Linux' idle class lets the generator run
/// at the moment it wakes; a low `nice` only lets it run sooner. Both commands replace themselves
/// by the program, so the pid is the program's own.
enum LastInLine {
  IDLE_CLASS(List.of("chrt", "-i", "0")),
  NICE(List.of("nice", "-n", "19")),
  NOT_POSSIBLE(List.of());

  private static final long PATIENCE_SECONDS = 5;

  private final List<String> prefix;

  LastInLine(List<String> prefix) {
    this.prefix = prefix;
  }

  /// The best that this machine has and allows: containers may forbid to change the class.
  static LastInLine best() {
    return Stream.of(values()).filter(LastInLine::works).findFirst().orElse(NOT_POSSIBLE);
  }

  List<String> of(List<String> words) {
    return Stream.concat(prefix.stream(), words.stream()).toList();
  }

  private boolean works() {
    try {
      Process trial =
          new ProcessBuilder(of(List.of("true")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (trial.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return trial.exitValue() == 0;
      }
      trial.destroyForcibly();
      return false;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
