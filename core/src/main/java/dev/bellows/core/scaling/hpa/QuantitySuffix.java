package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.hpa.Quantity.Format;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What follows the number: how many powers of ten (or of two, when binary) it stands for.
record QuantitySuffix(Format format, int exponent) {

  private static final int FARTHEST = 1_000_000_000;
  private static final Map<String, Integer> DECIMAL =
      Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final Map<String, Integer> BINARY =
      Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);
  private static final Map<Integer, String> DECIMAL_TEXT = reversed(DECIMAL);
  private static final Map<Integer, String> BINARY_TEXT = reversed(BINARY);

  static Optional<QuantitySuffix> read(String text) {
    if (DECIMAL.containsKey(text)) {
      return Optional.of(new QuantitySuffix(Format.DECIMAL_SI, DECIMAL.get(text)));
    }
    if (BINARY.containsKey(text)) {
      return Optional.of(new QuantitySuffix(Format.BINARY_SI, BINARY.get(text)));
    }
    if (text.charAt(0) == 'e' || text.charAt(0) == 'E') {
      return exponent(text.substring(1))
          .map(exponent -> new QuantitySuffix(Format.DECIMAL_EXPONENT, exponent));
    }
    return Optional.empty();
  }

  /// Held to a billion either way, where the arithmetic ends and no amount has any meaning.
  private static Optional<Integer> exponent(String digits) {
    try {
      return Optional.of(Math.clamp(Long.parseLong(digits), -FARTHEST, FARTHEST));
    } catch (NumberFormatException notWhole) {
      return Optional.empty();
    }
  }

  /// The suffix for a power of ten. Beyond `E` there is none, and the API server then writes none,
  /// however large the exponent: `1000E` comes back as `1`.
  static String decimal(int exponent, Format format) {
    if (format == Format.DECIMAL_EXPONENT) {
      return exponent == 0 ? "" : "e" + exponent;
    }
    return DECIMAL_TEXT.getOrDefault(exponent, "");
  }

  static String binary(int exponent) {
    return BINARY_TEXT.getOrDefault(exponent, "");
  }

  private static Map<Integer, String> reversed(Map<String, Integer> suffixes) {
    return suffixes.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
  }
}
