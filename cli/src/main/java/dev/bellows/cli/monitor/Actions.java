package dev.bellows.cli.monitor;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/// What the keys set off, and the sentence that stands below meanwhile. Requests run beside the
/// display, so that a slow answer does not freeze it.
final class Actions {
  private static final Duration SHOWN = Duration.ofSeconds(6);

  private final Controller controller;
  private String note = "";
  private Instant until = Instant.MAX;
  private boolean asking;
  private boolean help;

  Actions(Controller controller) {
    this.controller = controller;
  }

  /// @return whether to go on
  synchronized boolean key(int key) {
    if (asking) {
      asking = false;
      note = "";
      if (key == 'y' || key == 'Y') {
        start("chaos");
      }
      return true;
    }
    if (help) {
      help = false;
      return key != 'q';
    }
    switch (key) {
      case 'l', 'L' -> start("light");
      case 'h', 'H' -> start("heavy");
      case 'c', 'C' -> {
        asking = true;
        say("Chaos attack (150 %, 5 min)? y / n", Instant.MAX);
      }
      case 's', 'S' ->
          run(
              "Stopping all load ...",
              () -> {
                controller.delete("/api/load/runs");
                return "All load is stopped.";
              });
      case '?' -> help = true;
      case 'q', 'Q' -> {
        return false;
      }
      default -> {
        // Not a key of ours.
      }
    }
    return true;
  }

  synchronized String note(Instant now) {
    if (now.isAfter(until)) {
      note = "";
    }
    return note;
  }

  synchronized boolean help() {
    return help;
  }

  private void start(String profile) {
    run(
        "Starting " + profile + " load ...",
        () -> {
          Json run = Json.parse(controller.post("/api/load?profile=" + profile));
          return String.format(
              Locale.ROOT, "Run %s (%s) is on; s stops it.", run.text("id"), profile);
        });
  }

  private void run(String meanwhile, Supplier<String> action) {
    say(meanwhile, Instant.MAX);
    Thread.ofVirtual()
        .start(() -> {
          String outcome;
          try {
            outcome = action.get();
          } catch (CommandFailure failure) {
            outcome = failure.getMessage();
          }
          say(outcome, Instant.now().plus(SHOWN));
        });
  }

  private synchronized void say(String text, Instant until) {
    this.note = text;
    this.until = until;
  }
}
