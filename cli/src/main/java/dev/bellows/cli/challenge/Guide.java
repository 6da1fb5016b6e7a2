package dev.bellows.cli.challenge;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.draw.Glyphs;
import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the workshop says and asks.
final class Guide {
  private static final int WIDTH = 96;
  private static final int LOOKS_PER_PLAIN_LINE = 10;

  private final Screen screen;
  private final Glyphs glyphs;
  private final @Nullable BufferedReader answers;
  private int looks;

  /// @param answers where Enter comes from, or nothing to go on without asking
  Guide(Screen screen, Glyphs glyphs, @Nullable BufferedReader answers) {
    this.screen = screen;
    this.glyphs = glyphs;
    this.answers = answers;
  }

  void begin(Step step) {
    screen.endProgress();
    screen.line("");
    screen.line(
        new Line()
            .put(
                Style.BOLD,
                String.format(
                    Locale.ROOT,
                    "%d of %d  %s",
                    step.ordinal() + 1,
                    Step.values().length,
                    step.title())));
    paragraph(new Line().put(Style.PLAIN, "  " + step.introduction()));
    looks = 0;
  }

  /// @return whether to go on
  boolean ask(Step step) {
    if (answers == null) {
      return true;
    }
    screen.line(
        new Line()
            .put(Style.CYAN, "  " + glyphs.arrow() + " ")
            .put(Style.PLAIN, "Enter begins, q ends the challenge"));
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new CommandFailure(
            ExitCode.BAD_USAGE, "Nothing answers on standard input: --yes goes on without asking.");
      }
      return !answer.strip().toLowerCase(Locale.ROOT).startsWith("q");
    } catch (IOException closed) {
      return false;
    }
  }

  void say(List<Line> lines) {
    screen.endProgress();
    lines.forEach(line -> paragraph(Line.of("  ").append(line)));
  }

  void progress(Json state, String wait) {
    Json workload = state.at("workload");
    Json hpa = state.at("hpa");
    String text =
        String.format(
            Locale.ROOT,
            "  %d of %d pods ready, CPU %s; %s",
            workload.count("ready"),
            workload.count("desired"),
            hpa.has("currentUtilization") ? hpa.count("currentUtilization") + " %" : "unknown",
            wait);
    if (screen.isTerminal()) {
      screen.progress("%s", text);
    } else if (looks++ % LOOKS_PER_PLAIN_LINE == 0) {
      screen.line("%s", text);
    }
  }

  void seen(Step step, Duration after) {
    screen.endProgress();
    paragraph(
        new Line()
            .put(Style.GREEN, "  " + glyphs.tick() + " ")
            .put(Style.BOLD, "seen")
            .add(" after %d s: %s", after.toSeconds(), step.goal()));
  }

  void missed(Step step, Duration limit) {
    screen.endProgress();
    paragraph(
        new Line()
            .put(Style.RED, "  " + glyphs.cross() + " ")
            .put(Style.BOLD, "not seen")
            .add(" within %d s: %s", limit.toSeconds(), step.goal()));
  }

  /// A load that was not the one asked for proves nothing, though the pods followed it.
  void invalid(String run, String because) {
    screen.endProgress();
    paragraph(
        new Line()
            .put(Style.RED, "  " + glyphs.cross() + " ")
            .put(Style.BOLD, "run " + run + " is INVALID")
            .add(": %s", because));
  }

  void notice(Step step) {
    screen.endProgress();
    paragraph(new Line().put(Style.YELLOW, "  Notice: ").put(Style.PLAIN, step.notice()));
  }

  void end(long seen) {
    screen.endProgress();
    screen.line("");
    int all = Step.values().length;
    screen.line(
        new Line()
            .put(
                seen == all ? Style.GREEN : Style.YELLOW,
                String.format(
                    Locale.ROOT,
                    seen == all ? "Challenge completed: %d of %d seen." : "%d of %d seen.",
                    seen,
                    all)));
  }

  private void paragraph(Line line) {
    line.wrapped(WIDTH, 4).forEach(screen::line);
  }
}
