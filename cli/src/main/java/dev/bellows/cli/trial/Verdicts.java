package dev.bellows.cli.trial;

import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.Screen;
import java.util.Locale;

/// The verdict of a trial in words; of one that has none yet, where it is.
final class Verdicts {
  private Verdicts() {}

  static String of(Json trial) {
    return trial.has("verdict") ? words(trial.text("verdict")) : words(trial.text("state"));
  }

  static String coloured(Screen screen, Json trial) {
    String bold = screen.bold(of(trial));
    return switch (trial.text("verdict")) {
      case "" -> bold;
      case "PASS" -> screen.green(bold);
      case "INVALID", "INTERRUPTED" -> screen.yellow(bold);
      default -> screen.red(bold);
    };
  }

  /// `SLO_MISSED` is "SLO missed".
  private static String words(String name) {
    return switch (name) {
      case "" -> "";
      case "PASS" -> "Passed";
      default -> {
        String words = name.toLowerCase(Locale.ROOT).replace('_', ' ').replace("slo ", "SLO ");
        yield words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
      }
    };
  }
}
