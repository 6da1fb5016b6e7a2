package dev.bellows.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/// Runs commands in this process and keeps what they print.
final class Shell {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /// @return the exit code
  int run(String... words) {
    return Bellows.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  /// The same with words in front.
  int run(List<String> first, String... words) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /// Forgets what was printed on the standard output.
  void clear() {
    out.getBuffer().setLength(0);
  }
}
