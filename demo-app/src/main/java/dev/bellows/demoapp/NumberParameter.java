package dev.bellows.demoapp;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A numeric query parameter and its range, both ends included. What is absent, no number or out of
/// range becomes a problem that names the parameter, the range and the value given.
public record NumberParameter(String name, BigDecimal least, BigDecimal most) {

  private static final int LONGEST = 32;

  public NumberParameter(String name, String least, String most) {
    this(name, new BigDecimal(least), new BigDecimal(most));
  }

  public double decimal(@Nullable String given) {
    return parse(given, "a number").doubleValue();
  }

  public int whole(@Nullable String given) {
    BigDecimal value = parse(given, "a whole number");
    if (value.stripTrailingZeros().scale() > 0) {
      throw problem("a whole number", given);
    }
    return value.intValueExact();
  }

  private BigDecimal parse(@Nullable String given, String kind) {
    if (given == null || given.length() > LONGEST) {
      throw problem(kind, given);
    }
    try {
      BigDecimal value = new BigDecimal(given.strip());
      if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw problem(kind, given);
    }
    throw problem(kind, given);
  }

  private static String abbreviated(String given) {
    return given.length() <= LONGEST ? given : given.substring(0, LONGEST) + "...";
  }

  private ProblemException problem(String kind, @Nullable String given) {
    return ProblemException.invalid(
        name,
        "%s must be %s between %s and %s, but was %s"
            .formatted(
                name,
                kind,
                least.toPlainString(),
                most.toPlainString(),
                given == null ? "not given" : abbreviated(given)));
  }
}
