package dev.bellows.demoapp.lifecycle;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import sun.misc.Signal;

/// Makes SIGTERM an orderly exit with code 0. Left alone, the JVM would drain all the same but exit
/// with 143, which looks like a pod that was cut off.
final class TerminationSignal {

  void handle(@Observes StartupEvent start) {
    Signal.handle(new Signal("TERM"), signal -> Quarkus.asyncExit(0));
  }
}
