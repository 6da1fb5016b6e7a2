package dev.bellows.cli.monitor;

import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import dev.bellows.cli.draw.Glyphs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bellows monitor`: the bench live on the whole terminal.
@Command(
    name = "monitor",
    mixinStandardHelpOptions = true,
    description = {
      "Watch the bench live on the whole terminal; keys start and stop load.",
      "Where the output is no terminal, or TERM is dumb: a line for each change."
    })
public final class MonitorCommand implements Runnable {
  private static final Duration POLL = Duration.ofMillis(200);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description = "End by itself after so many seconds (default: never).")
  private @Nullable Integer seconds;

  @Override
  public void run() {
    Screen screen = new Screen(spec.commandLine().getOut());
    Instant end = seconds == null ? Instant.MAX : Instant.now().plusSeconds(seconds);
    try (Controller controller = server.connect();
        Watch watch = new Watch(controller)) {
      if (!screen.isPlain() && shown(screen, controller, watch, end)) {
        return;
      }
      PlainLines lines = new PlainLines(screen);
      while (Instant.now().isBefore(end)) {
        lines.show(watch.picture("", false, Glyphs.ASCII));
        Thread.sleep(POLL);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether there was a terminal to show it on
  private static boolean shown(Screen screen, Controller controller, Watch watch, Instant end) {
    AtomicBoolean interrupted = new AtomicBoolean();
    Actions actions = new Actions(controller);
    try (FullScreen terminal = new FullScreen(screen.hasColours(), () -> interrupted.set(true))) {
      boolean on = true;
      while (on && !interrupted.get() && Instant.now().isBefore(end)) {
        Picture picture =
            watch.picture(actions.note(Instant.now()), actions.help(), terminal.glyphs());
        terminal.show(Page.lines(picture, terminal.columns(), terminal.rows()));
        int key = terminal.key(POLL.toMillis());
        on = key == FullScreen.NO_KEY || key != FullScreen.GONE && actions.key(key);
      }
      return true;
    } catch (IOException noTerminal) {
      return false;
    }
  }
}
