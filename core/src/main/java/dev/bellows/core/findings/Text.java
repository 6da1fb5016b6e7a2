package dev.bellows.core.findings;

import java.util.Locale;

/// Sentences with numbers in them, the same in every locale.
final class Text {

  private Text() {}

  static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
