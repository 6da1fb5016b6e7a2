package dev.bellows.core.schedule.shape;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Named values, given as texts. Reading a value checks it.
public class Values {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,12})?([eE](\\+?\\d{1,2}|-\\d))?");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)?");
  private static final Pattern LEVEL = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(/s)?");

  /// Names that may hold an object (a map) or a list.
  private static final Set<String> NESTED = Set.of("shape", "of");

  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, Object> nested = new TreeMap<>();

  protected Values() {}

  public static Values of(Map<String, String> given) {
    Values values = new Values();
    given.forEach(values::put);
    return values;
  }

  static Values of(String name, String value) {
    return of(Map.of(name, value));
  }

  /// The fields of an object: texts, numbers and truth values, with maps and lists where a shape
  /// may have them.
  static Values ofTree(Map<?, ?> tree) {
    Values values = new Values();
    values.putTree(tree);
    return values;
  }

  protected final void putTree(Map<?, ?> tree) {
    tree.forEach((key, value) -> {
      String name = key.toString();
      boolean container = value instanceof Map || value instanceof List;
      if (container && NESTED.contains(name)) {
        nested.put(name, value);
      } else if (container || value == null) {
        throw new BadValue(name, "must be a number or a text, but was " + shown("" + value));
      } else {
        put(name, value instanceof Double number ? plain(number) : value.toString());
      }
    });
  }

  protected final void put(String name, String value) {
    if (texts.putIfAbsent(name, value) != null) {
      throw new BadValue(name, "must be given once, but was given several times");
    }
  }

  /// Adds a value unless one was given.
  public final void addDefault(String name, String value) {
    if (!names().contains(name)) {
      put(name, value);
    }
  }

  /// The map or the list under a name.
  @Nullable Object container(String name) {
    return nested.get(name);
  }

  public Set<String> names() {
    Set<String> names = new TreeSet<>(texts.keySet());
    names.addAll(nested.keySet());
    return names;
  }

  public void refuseUnknown(Set<String> known) {
    for (String name : names()) {
      if (!known.contains(name)) {
        throw new BadValue(name, "is not known here; known are " + String.join(", ", known));
      }
    }
  }

  public boolean has(String name) {
    return texts.containsKey(name);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  public Optional<Double> number(String name, double least, double most, String unit) {
    return text(name)
        .map(given -> {
          String rule =
              "must be between %s and %s%s, but was %s"
                  .formatted(plain(least), plain(most), unit, shown(given));
          if (!NUMBER.matcher(given).matches()) {
            throw new BadValue(name, rule.replace("must be", "must be a number"));
          }
          double value = new BigDecimal(given).doubleValue();
          if (!(value >= least && value <= most)) {
            throw new BadValue(name, rule);
          }
          return value;
        });
  }

  /// A time \[s\]: a number of seconds, or with a unit (`500ms`, `30s`, `2m`, `1h`).
  public Optional<Double> seconds(String name) {
    return text(name)
        .map(given -> {
          Matcher time = TIME.matcher(given);
          if (!time.matches()) {
            throw new BadValue(name, "must be a time such as 30s or 2m, but was " + shown(given));
          }
          double unit =
              switch (time.group(2)) {
                case "ms" -> 0.001;
                case "m" -> 60;
                case "h" -> 3600;
                case null, default -> 1;
              };
          return Double.parseDouble(time.group(1)) * unit;
        });
  }

  /// A level \[requests/s\]: a percentage of the run's rate (`150`) or a rate of its own (`45/s`).
  Optional<Double> level(String name, double hundredPerSecond) {
    return text(name).map(given -> level(name, given, hundredPerSecond));
  }

  static double level(String name, String given, double hundredPerSecond) {
    Matcher level = LEVEL.matcher(given);
    if (!level.matches()) {
      throw new BadValue(
          name,
          "must be a level such as 150 (percent of the run's rate) or 45/s (requests/s), but was "
              + shown(given));
    }
    double number = Double.parseDouble(level.group(1));
    return level.group(2) == null ? number / 100 * hundredPerSecond : number;
  }

  public Optional<Long> whole(String name, long least, long most) {
    return text(name)
        .map(given -> {
          try {
            long value = Long.parseLong(given);
            if (value >= least && value <= most) {
              return value;
            }
          } catch (NumberFormatException notWhole) {
            // Said below.
          }
          throw new BadValue(
              name,
              "must be a whole number between %d and %d, but was %s"
                  .formatted(least, most, shown(given)));
        });
  }

  public String oneOf(String name, List<String> choices, String fallback) {
    String given = texts.getOrDefault(name, fallback);
    if (!choices.contains(given)) {
      throw new BadValue(
          name,
          "must be one of %s, but was %s".formatted(String.join(", ", choices), shown(given)));
    }
    return given;
  }

  /// A value as a message may repeat it: never empty, never endless.
  public static String shown(String given) {
    if (given.isBlank()) {
      return "empty";
    }
    return given.length() > 100 ? given.substring(0, 100) + "..." : given;
  }

  /// A number without trailing zeros and without an exponent.
  public static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
