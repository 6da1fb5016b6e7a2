package dev.bellows.controller.trial;

import dev.bellows.core.cost.HourlyPrice;
import dev.bellows.core.cost.MonthlyPrice;
import dev.bellows.core.cost.Prices;
import dev.bellows.core.scaling.hpa.Quantity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a trial file, or says in one sentence, with line and path, what is wrong with it.
final class TrialFileReader {
  static final Set<String> KNOWN =
      Set.of(
          "name",
          "description",
          "target",
          "hpa",
          "load",
          "slo",
          "elasticity",
          "cost",
          "capacity",
          "calibrate",
          "prepare",
          "settle",
          "repetitions",
          "cron");
  static final Set<String> TARGET = Set.of("deployment", "url", "cpuLimit");
  static final Set<String> SLO = Set.of("latency", "errors", "missedWindows");
  static final Set<String> ELASTICITY =
      Set.of(
          "thetaU",
          "thetaO",
          "thetaUNormalized",
          "thetaONormalized",
          "tauU",
          "tauO",
          "jitterPerMinute",
          "flaps");
  static final Set<String> COST =
      Set.of(
          "perThousand",
          "currency",
          "cpuCoreHour",
          "memoryGibibyteHour",
          "storageGibibyteMonth",
          "perMillionRequests",
          "spotDiscount");

  static final int MOST_REPETITIONS = 20;
  private static final double MOST = 1e9;
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,3})?)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}");

  private TrialFileReader() {}

  static TrialFile read(String text) {
    Field root = Field.parse(text).knowing(KNOWN);
    Optional<Field> target = root.optional("target").map(field -> field.knowing(TARGET));
    Optional<Field> slo = root.optional("slo").map(field -> field.knowing(SLO));
    Optional<Field> cost = root.optional("cost").map(field -> field.knowing(COST));
    return new TrialFile(
        name(root.required("name")),
        root.optional("description").map(Field::text).orElse(""),
        target.flatMap(field -> field.optional("deployment")).map(Field::text),
        target.flatMap(field -> field.optional("url")).map(Field::text),
        target.flatMap(field -> field.optional("cpuLimit")).map(TrialFileReader::millicores),
        root.optional("hpa").map(HpaChange::read).orElse(HpaChange.NONE),
        TrialLoad.read(root.required("load")),
        slo.flatMap(field -> field.optional("latency"))
            .map(TrialFileReader::latency)
            .orElse(Map.of()),
        share(slo.flatMap(field -> field.optional("errors"))),
        slo.flatMap(field -> field.optional("missedWindows")).map(Field::share).orElse(0.0),
        root.optional("elasticity").map(TrialFileReader::limits).orElse(Map.of()),
        amount(cost.flatMap(field -> field.optional("perThousand"))),
        cost.map(TrialFileReader::prices).orElse(Prices.DEFAULT),
        root.optional("capacity")
            .map(field -> OptionalDouble.of(field.number(0.01, 1e6)))
            .orElse(OptionalDouble.empty()),
        root.optional("calibrate").map(Field::flag).orElse(false),
        time(root.optional("prepare"), Duration.ofMinutes(8)),
        time(root.optional("settle"), Duration.ofMinutes(8)),
        root.optional("repetitions").map(field -> field.whole(1, MOST_REPETITIONS)).orElse(1),
        root.optional("cron").map(TrialFileReader::cron),
        text);
  }

  private static String name(Field field) {
    if (!NAME.matcher(field.text()).matches()) {
      throw field.wrong(
          "must be up to 63 letters, digits, spaces, dots and dashes, but was '%s'."
              .formatted(field.text()));
    }
    return field.text();
  }

  private static int millicores(Field field) {
    try {
      long milli = Quantity.parse(field.plain()).milliValue();
      if (milli >= 10 && milli <= 64_000) {
        return (int) milli;
      }
    } catch (IllegalArgumentException malformed) {
      // Said below.
    }
    throw field.wrong(
        "must be a CPU quantity from 10m to 64 such as 100m, but was '%s'."
            .formatted(field.plain()));
  }

  private static Map<Double, Double> latency(Field field) {
    Map<Double, Double> goals = new TreeMap<>();
    field
        .fields()
        .forEach((name, value) -> {
          Matcher matcher = PERCENTILE.matcher(name);
          if (!matcher.matches() || Double.parseDouble(matcher.group(1)) <= 0) {
            throw value.wrong("must be a percentile such as p95 or p99.9.");
          }
          double millis =
              value.plain().endsWith("s")
                  ? value.time(Duration.ofMillis(1), LONGEST).toMillis()
                  : value.number(0.1, 1e6);
          goals.put(Double.valueOf(matcher.group(1)), millis);
        });
    return goals;
  }

  private static Map<String, Double> limits(Field field) {
    Map<String, Double> limits = new LinkedHashMap<>();
    field
        .knowing(ELASTICITY)
        .fields()
        .forEach((name, value) -> limits.put(name, limit(name, value)));
    return limits;
  }

  /// What is a share of the time or of the demand can be given in percent; a surplus can exceed the
  /// demand.
  private static double limit(String name, Field value) {
    return switch (name) {
      case "tauU", "tauO", "thetaUNormalized" -> value.share();
      case "thetaONormalized" -> value.ratio();
      default -> value.number(0, MOST);
    };
  }

  private static Prices prices(Field cost) {
    Prices usual = Prices.DEFAULT;
    return new Prices(
        cost.optional("currency").map(Field::text).orElse(usual.currency()),
        cost.optional("cpuCoreHour")
            .map(field -> new HourlyPrice(field.number(0, MOST)))
            .orElse(usual.cpuCore()),
        cost.optional("memoryGibibyteHour")
            .map(field -> new HourlyPrice(field.number(0, MOST)))
            .orElse(usual.memoryGibibyte()),
        cost.optional("storageGibibyteMonth")
            .map(field -> new MonthlyPrice(field.number(0, MOST)))
            .orElse(usual.storageGibibyte()),
        cost.optional("perMillionRequests")
            .map(field -> field.number(0, MOST))
            .orElse(usual.perMillionRequests()),
        cost.optional("spotDiscount").map(Field::share).orElse(usual.spotDiscount()));
  }

  private static String cron(Field field) {
    try {
      Cron.parse(field.text());
      return field.text();
    } catch (IllegalArgumentException malformed) {
      throw field.wrong(String.valueOf(malformed.getMessage()));
    }
  }

  private static OptionalDouble share(Optional<Field> field) {
    return field.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(field.get().share());
  }

  private static OptionalDouble amount(Optional<Field> field) {
    return field.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(field.get().number(0, MOST));
  }

  private static Duration time(Optional<Field> field, Duration otherwise) {
    return field.map(value -> value.time(Duration.ZERO, LONGEST)).orElse(otherwise);
  }
}
