package dev.bellows.demoapp.lifecycle;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Ends this process when its parent has died, which shows as end-of-file on standard input.
@Singleton
class ParentWatch {

  private static final Logger LOG = Logger.getLogger(ParentWatch.class);

  /// An orderly exit takes milliseconds; a request that hangs must not keep the process longer.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final boolean enabled;
  private final Drain drain;

  ParentWatch(
      @ConfigProperty(name = "bellows.exit-with-parent", defaultValue = "false") boolean enabled,
      Drain drain) {
    this.enabled = enabled;
    this.drain = drain;
  }

  void begin(@Observes StartupEvent start) {
    if (enabled) {
      Thread.ofPlatform().name("parent-watch").daemon().start(this::watch);
    }
  }

  private void watch() {
    awaitEndOfInput();
    LOG.info("the parent process is gone, so this one ends");
    Thread.ofPlatform().name("parent-watch-halt").daemon().start(ParentWatch::haltAfterPatience);
    drain.abandon();
    Quarkus.asyncExit(0);
  }

  private static void awaitEndOfInput() {
    byte[] ignored = new byte[64];
    try {
      while (System.in.read(ignored) >= 0) {
        // What a parent may write is of no interest, only that it lives.
      }
    } catch (IOException broken) {
      LOG.debug("standard input is broken, which is as good as its end", broken);
    }
  }

  private static void haltAfterPatience() {
    try {
      Thread.sleep(PATIENCE);
    } catch (InterruptedException early) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }
}
