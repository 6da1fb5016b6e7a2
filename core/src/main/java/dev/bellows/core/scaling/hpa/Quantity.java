package dev.bellows.core.scaling.hpa;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// An amount as Kubernetes writes it: `100m`, `1.5`, `10Mi`, `12e6`.
///
/// Never a floating-point number. What is finer than a billionth is rounded away from zero when it
/// is read. The text is what the API server answers: canonical (`1.5` is `1500m`), except that it
/// hands back what it was given where its reader took that for canonical already (`1.500k` stays
/// `1.500k`).
public final class Quantity implements Comparable<Quantity> {

  /// How the amount is written; read off the suffix and kept.
  public enum Format {
    /// `n u m k M G T P E` or no suffix: powers of 1,000.
    DECIMAL_SI,
    /// `Ki Mi Gi Ti Pi Ei`: powers of 1,024.
    BINARY_SI,
    /// `e3`, `E3`: a power of ten.
    DECIMAL_EXPONENT
  }

  private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal BINARY_FROM = BigDecimal.valueOf(1024);
  private static final BigInteger BINARY_STEP = BigInteger.valueOf(1024);

  private final BigDecimal amount;
  private final Format format;
  private final String text;

  private Quantity(BigDecimal amount, Format format, String text) {
    this.amount = amount;
    this.format = format;
    this.text = text;
  }

  /// Reads a quantity; throws [QuantityFormatException] with the API server's words if it is none.
  public static Quantity parse(String text) {
    return QuantityReader.read(text);
  }

  /// A whole number of thousandths, written as a decimal.
  public static Quantity ofMilli(long milli) {
    return canonical(BigDecimal.valueOf(milli, 3), Format.DECIMAL_SI);
  }

  /// A quantity whose text its reader took for canonical.
  static Quantity verbatim(BigDecimal amount, Format format, String text) {
    return new Quantity(amount, format, text);
  }

  static Quantity canonical(BigDecimal amount, Format format) {
    return new Quantity(amount, format, canonicalText(amount, format));
  }

  public Format format() {
    return format;
  }

  /// -1, 0 or 1.
  public int signum() {
    return amount.signum();
  }

  /// In whole units, rounded away from zero, held within the range of a long.
  public long value() {
    return scaled(0);
  }

  /// In thousandths, rounded away from zero, held within the range of a long.
  public long milliValue() {
    return scaled(3);
  }

  /// As the controller computes with it: the canonical mantissa times a power of ten. `300m` is
  /// `300 x 0.001`. Upstream: `quantity.go`, `AsApproximateFloat64`.
  double approximateDouble() {
    BigDecimal plain = amount.stripTrailingZeros();
    int exponent = Math.floorDiv(-plain.scale(), 3) * 3;
    double mantissa = plain.scaleByPowerOfTen(-exponent).doubleValue();
    return exponent == 0 ? mantissa : mantissa * Double.parseDouble("1e" + exponent);
  }

  private long scaled(int digits) {
    BigDecimal shifted = amount.scaleByPowerOfTen(digits);
    if (shifted.compareTo(MOST_LONG) >= 0) {
      return Long.MAX_VALUE;
    }
    if (shifted.compareTo(LEAST_LONG) <= 0) {
      return Long.MIN_VALUE;
    }
    return shifted.setScale(0, RoundingMode.UP).longValueExact();
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  /// Equal amounts are equal, however they are written.
  @Override
  public boolean equals(Object other) {
    return other instanceof Quantity quantity && compareTo(quantity) == 0;
  }

  @Override
  public int hashCode() {
    return amount.stripTrailingZeros().hashCode();
  }

  /// The text as the API server answers it.
  @Override
  public String toString() {
    return text;
  }

  private static String canonicalText(BigDecimal amount, Format format) {
    if (amount.signum() == 0) {
      return "0";
    }
    BigDecimal plain = amount.stripTrailingZeros();
    boolean binary =
        format == Format.BINARY_SI && plain.scale() <= 0 && plain.abs().compareTo(BINARY_FROM) >= 0;
    if (binary) {
      return binaryText(plain.toBigIntegerExact());
    }
    return decimalText(plain, format == Format.BINARY_SI ? Format.DECIMAL_SI : format);
  }

  private static String binaryText(BigInteger whole) {
    BigInteger mantissa = whole;
    int exponent = 0;
    for (BigInteger[] parts = mantissa.divideAndRemainder(BINARY_STEP);
        parts[1].signum() == 0;
        parts = mantissa.divideAndRemainder(BINARY_STEP)) {
      mantissa = parts[0];
      exponent += 10;
    }
    return mantissa + QuantitySuffix.binary(exponent);
  }

  /// The mantissa has no fraction and the exponent is the largest multiple of three that allows it.
  private static String decimalText(BigDecimal plain, Format format) {
    int exponent = Math.floorDiv(-plain.scale(), 3) * 3;
    BigInteger mantissa = plain.scaleByPowerOfTen(-exponent).toBigIntegerExact();
    return mantissa + QuantitySuffix.decimal(exponent, format);
  }
}
