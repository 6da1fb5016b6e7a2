package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.hpa.Quantity.Format;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a quantity the way the API server does, with its two paths: numbers that fit 64 bits, and
/// all others. The path taken shows in the text that comes back and in which numbers are refused,
/// so both are here.
final class QuantityReader {

  private static final String NOT_A_QUANTITY =
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  private static final String BAD_NUMBER = "unable to parse numeric part of quantity";
  private static final String BAD_SUFFIX = "unable to parse quantity's suffix";

  /// Looser than the message says: the number may be missing altogether, which reads as zero.
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<sign>[+-]?)0*(?<whole>[0-9]*)(?:\\.(?<fraction>[0-9]*))?"
              + "(?<suffix>[eEinumkKMGTP]*[-+]?[0-9]*)");

  private static final int LONG_DIGITS = 19;
  private static final int NANO_DIGITS = 9;
  private static final BigDecimal LEAST = BigDecimal.valueOf(1, NANO_DIGITS);
  private static final BigDecimal MOST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);

  private final String text;
  private final boolean negative;
  private final String whole;
  private final String fraction;
  private final boolean hasDigits;
  private final QuantitySuffix suffix;

  private QuantityReader(String text, Matcher shape) {
    this.text = text;
    negative = shape.group("sign").equals("-");
    whole = shape.group("whole").isEmpty() ? "0" : shape.group("whole");
    fraction = shape.group("fraction") == null ? "" : shape.group("fraction");
    hasDigits = text.substring(0, shape.start("suffix")).chars().anyMatch(Character::isDigit);
    suffix =
        QuantitySuffix.read(shape.group("suffix"))
            .orElseThrow(() -> new QuantityFormatException(BAD_SUFFIX));
  }

  static Quantity read(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (text.isEmpty() || !shape.matches()) {
      throw new QuantityFormatException(NOT_A_QUANTITY);
    }
    return new QuantityReader(text, shape).read();
  }

  private Quantity read() {
    if (text.equals("0")) {
      return Quantity.verbatim(BigDecimal.ZERO, Format.DECIMAL_SI, text);
    }
    int scale = (suffix.format() == Format.BINARY_SI ? 0 : suffix.exponent()) - fraction.length();
    if (spareDigits() < 0 || scale < -NANO_DIGITS) {
      return large();
    }
    String digits = whole + fraction;
    long mantissa = mantissa(digits);
    if (suffix.format() == Format.BINARY_SI) {
      BigInteger product = BigInteger.valueOf(mantissa).shiftLeft(suffix.exponent());
      return settled(new BigDecimal(product), (mantissa & 7) != 0);
    }
    boolean takenAsCanonical = scale % 3 == 0 && !digits.endsWith("000") && digits.charAt(0) != '0';
    return settled(BigDecimal.valueOf(mantissa).scaleByPowerOfTen(scale), takenAsCanonical);
  }

  /// How many more digits the 64-bit path has room for; below zero it is not taken. With a binary
  /// suffix it leaves so much room that the product always fits.
  private int spareDigits() {
    if (suffix.format() != Format.BINARY_SI) {
      return LONG_DIGITS - whole.length() - fraction.length();
    }
    if (!fraction.isEmpty()) {
      return -1;
    }
    return 14 - whole.length() - suffix.exponent() * 3 / 10;
  }

  private static long mantissa(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException tooLarge) {
      throw new QuantityFormatException(BAD_NUMBER);
    }
  }

  private Quantity settled(BigDecimal magnitude, boolean takenAsCanonical) {
    BigDecimal amount = negative ? magnitude.negate() : magnitude;
    return takenAsCanonical
        ? Quantity.verbatim(amount, suffix.format(), text)
        : Quantity.canonical(amount, suffix.format());
  }

  private Quantity large() {
    if (!hasDigits) {
      throw new QuantityFormatException(BAD_NUMBER);
    }
    BigDecimal magnitude = new BigDecimal(whole + "." + fraction + "0");
    Format format = suffix.format();
    if (format != Format.BINARY_SI) {
      return settledLarge(roundedToNano(magnitude.scaleByPowerOfTen(suffix.exponent())), format);
    }
    BigDecimal binary =
        roundedToNano(
                magnitude.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(suffix.exponent()))))
            .min(MOST_BINARY);
    boolean fraction = binary.signum() > 0 && binary.compareTo(BigDecimal.ONE) < 0;
    return settledLarge(binary, fraction ? Format.DECIMAL_SI : format);
  }

  private Quantity settledLarge(BigDecimal magnitude, Format format) {
    return Quantity.canonical(negative ? magnitude.negate() : magnitude, format);
  }

  /// Whoever asks for a little gets a little: never down to zero.
  private static BigDecimal roundedToNano(BigDecimal magnitude) {
    if (magnitude.signum() == 0 || magnitude.scale() <= NANO_DIGITS) {
      return magnitude;
    }
    if (magnitude.compareTo(LEAST) <= 0) {
      return LEAST;
    }
    return magnitude.setScale(NANO_DIGITS, RoundingMode.UP);
  }
}
