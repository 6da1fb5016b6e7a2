package dev.bellows.controller.trial;

import java.util.Locale;
import java.util.Map;

/// A score or figure as people read it.
///
/// @param words what it is called
record Figure(String words, Unit unit) {
  private static final Map<String, Figure> KNOWN =
      Map.ofEntries(
          Map.entry("thetaU", new Figure("Replicas missing on average", Unit.REPLICAS)),
          Map.entry("thetaO", new Figure("Replicas too many on average", Unit.REPLICAS)),
          Map.entry(
              "thetaUNormalized", new Figure("Replicas missing, of those needed", Unit.SHARE)),
          Map.entry(
              "thetaONormalized", new Figure("Replicas too many, of those needed", Unit.SHARE)),
          Map.entry("tauU", new Figure("Time with too few replicas", Unit.SHARE)),
          Map.entry("tauO", new Figure("Time with too many replicas", Unit.SHARE)),
          Map.entry("jitterPerMinute", new Figure("Moved more than the demand", Unit.PER_MINUTE)),
          Map.entry("flaps", new Figure("Flaps", Unit.NUMBER)),
          Map.entry("worstP95Millis", new Figure("Latency in the worst window", Unit.MILLIS)),
          Map.entry("costPerThousand", new Figure("Cost per 1,000 requests", Unit.NUMBER)));

  enum Unit {
    SHARE,
    REPLICAS,
    PER_MINUTE,
    MILLIS,
    NUMBER
  }

  /// One that is not known is called by its name.
  static Figure of(String name) {
    return KNOWN.getOrDefault(name, new Figure(name, Unit.NUMBER));
  }

  /// A value with its unit.
  String told(double value) {
    return switch (unit) {
      case SHARE -> plain(value * 100, 1) + " %";
      case REPLICAS -> plain(value, 2) + " replicas";
      case PER_MINUTE -> plain(value, 2) + " replicas/min";
      case MILLIS -> plain(value, 0) + " ms";
      case NUMBER -> String.format(Locale.ROOT, "%.4g", value).replaceFirst("\\.0+$", "");
    };
  }

  /// At most so many digits after the point, and none that say nothing.
  private static String plain(double value, int digits) {
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
