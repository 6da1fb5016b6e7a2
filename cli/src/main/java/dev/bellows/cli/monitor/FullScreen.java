package dev.bellows.cli.monitor;

import dev.bellows.cli.draw.Glyphs;
import dev.bellows.cli.draw.Line;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/// The terminal as a whole: other screen, no cursor, keys at once. Closing gives it back as it was,
/// and so does the end of this process by a signal.
final class FullScreen implements AutoCloseable {
  /// No key was pressed in time.
  static final int NO_KEY = NonBlockingReader.READ_EXPIRED;

  /// The terminal is gone.
  static final int GONE = NonBlockingReader.EOF;

  private static final String ENTER = "\033[?1049h\033[?25l\033[?7l";
  private static final String LEAVE = "\033[?7h\033[?25h\033[?1049l";

  private final Terminal terminal;
  private final Attributes before;
  private final boolean colours;
  private final Thread end = new Thread(this::restore, "restore-terminal");
  private boolean restored;
  private String shown = "";

  /// @throws IOException when there is no terminal
  FullScreen(boolean colours, Runnable interrupted) throws IOException {
    this.colours = colours;
    // stty is on every Unix; no native code is loaded and none has to be allowed.
    terminal = TerminalBuilder.builder().system(true).provider("exec").dumb(false).build();
    terminal.handle(Signal.INT, signal -> interrupted.run());
    terminal.handle(Signal.WINCH, signal -> redraw());
    before = terminal.enterRawMode();
    Runtime.getRuntime().addShutdownHook(end);
    write(ENTER);
  }

  Glyphs glyphs() {
    Charset charset = terminal.encoding();
    return Glyphs.of(charset);
  }

  int columns() {
    return terminal.getWidth();
  }

  int rows() {
    return terminal.getHeight();
  }

  /// Draws what differs from before; the lines fit the size.
  synchronized void show(List<Line> lines) {
    StringBuilder frame = new StringBuilder();
    for (int row = 0; row < lines.size(); row++) {
      frame.append("\033[").append(row + 1).append(";1H");
      frame.append("\033[2K").append(lines.get(row).shown(colours));
    }
    frame.append("\033[J");
    String text = frame.toString();
    if (!text.equals(shown) && !restored) {
      write(text);
      shown = text;
    }
  }

  int key(long millis) throws IOException {
    return terminal.reader().read(millis);
  }

  @Override
  public void close() {
    restore();
    Runtime.getRuntime().removeShutdownHook(end);
  }

  private synchronized void redraw() {
    shown = "";
  }

  private synchronized void restore() {
    if (restored) {
      return;
    }
    restored = true;
    write(LEAVE);
    terminal.setAttributes(before);
    try {
      terminal.close();
    } catch (IOException gone) {
      // Nothing is left to be restored.
    }
  }

  private void write(String text) {
    PrintWriter writer = terminal.writer();
    writer.write(text);
    writer.flush();
  }
}
