package dev.bellows.loadtester.api;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Ends this process when the one that started it is gone, even by `kill -9`: standard input is a
/// pipe from it, and its end is seen here.
@Startup
@Singleton
final class ParentWatch {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final boolean wanted;

  ParentWatch(
      @ConfigProperty(name = "bellows.exit-with-parent", defaultValue = "false") boolean wanted) {
    this.wanted = wanted;
  }

  void started(@Observes StartupEvent event) {
    if (wanted) {
      Thread.ofPlatform().name("parent-watch").daemon().start(ParentWatch::untilParentIsGone);
    }
  }

  private static void untilParentIsGone() {
    try {
      while (System.in.read() >= 0) {
        // Whatever the parent writes does not matter.
      }
    } catch (IOException gone) {
      // A broken pipe says the same as its end.
    }
    Quarkus.asyncExit(0);
    try {
      Thread.sleep(PATIENCE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }
}
