package dev.bellows.cli.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// A real terminal of a given size, in a tmux server of its own.
final class Tmux implements AutoCloseable {
  private final String socket = "bellows-" + UUID.randomUUID();

  Tmux(int columns, int rows, String command) {
    tmux(
        "-f",
        "/dev/null",
        "-u",
        "new-session",
        "-d",
        "-x",
        Integer.toString(columns),
        "-y",
        Integer.toString(rows),
        command);
  }

  void press(String key) {
    tmux("send-keys", key);
  }

  void resize(int columns, int rows) {
    tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
  }

  String screen() {
    return tmux("capture-pane", "-p");
  }

  /// Whether the program draws on the terminal's other screen.
  boolean onOtherScreen() {
    return tmux("display-message", "-p", "#{alternate_on}").strip().equals("1");
  }

  boolean cursorShown() {
    return tmux("display-message", "-p", "#{cursor_flag}").strip().equals("1");
  }

  /// What the shell in the terminal has started and waits for.
  ProcessHandle program() {
    long shell = Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip());
    return ProcessHandle.of(shell).orElseThrow().children().findFirst().orElseThrow();
  }

  @Override
  public void close() {
    tmux("kill-server");
  }

  private String tmux(String... arguments) {
    List<String> words = new ArrayList<>(List.of("tmux", "-L", socket));
    words.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C.UTF-8");
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", words) + ": " + said);
      }
      return said;
    } catch (IOException absent) {
      throw new IllegalStateException("these tests need tmux: apt-get install tmux", absent);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
