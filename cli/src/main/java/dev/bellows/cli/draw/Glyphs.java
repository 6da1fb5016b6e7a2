package dev.bellows.cli.draw;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/// The characters that pictures are made of: block elements, or ASCII where the output has none.
///
/// @param levels from empty to full, for a cell that is filled from below
/// @param parts from empty to full, for a cell that is filled from the left
public record Glyphs(
    String levels,
    String parts,
    char rest,
    char mark,
    char rule,
    char corner,
    char side,
    char dot,
    char ring,
    char tick,
    char cross,
    char arrow) {

  public static final Glyphs BLOCKS =
      new Glyphs(
          " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588",
          " \u258f\u258e\u258d\u258c\u258b\u258a\u2589\u2588",
          '\u00b7',
          '\u2502',
          '\u2500',
          '\u2514',
          '\u2502',
          '\u25cf',
          '\u25cb',
          '\u2713',
          '\u2717',
          '\u25b8');

  public static final Glyphs ASCII =
      new Glyphs(" _.-=+*%#", " #", '.', '|', '-', '+', '|', '*', 'o', 'v', 'x', '>');

  /// What this process's standard output can show.
  public static Glyphs ofOutput() {
    String name = System.getProperty("stdout.encoding", "UTF-8");
    try {
      return of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return of(StandardCharsets.US_ASCII);
    }
  }

  public static Glyphs of(Charset charset) {
    return charset.canEncode() && charset.newEncoder().canEncode("\u2588\u2713\u25b8")
        ? BLOCKS
        : ASCII;
  }
}
