package dev.bellows.core.schedule.shape;

import dev.bellows.core.schedule.RateCurve;
import dev.bellows.core.schedule.RateCurves;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The shape of a load: one kind, or several added up, then changed by `scale`, `compress`,
/// `repeat` and `clipLow`/`clipHigh`, in this order. In a query the kinds stand in a row
/// (`shape=sine,spike`) and share the parameters; in JSON a shape can be an object, whose `kind`
/// may be `sum` with the shapes to add in `of`.
///
/// @param name what it is called in a run
/// @param curve in requests/s
public record Shape(String name, RateCurve curve) {

  private static final List<String> CHANGES =
      List.of("scale", "compress", "repeat", "clipLow", "clipHigh");
  private static final double MAX_FACTOR = 100_000;
  private static final int MAX_PARTS = 20;
  private static final int MAX_DEPTH = 5;

  /// Every parameter that some shape has.
  public static Set<String> parameters() {
    Set<String> names = new LinkedHashSet<>(List.of("shape"));
    for (ShapeKind kind : ShapeKind.values()) {
      names.addAll(kind.parameters());
    }
    names.addAll(CHANGES);
    return names;
  }

  /// @param hundred the rate of level 100 \[requests/s\]
  /// @param seconds the duration of the run
  public static Shape read(Values given, double hundred, double seconds) {
    Object object = given.container("shape");
    if (object != null) {
      refuseBeside(given);
      return ofObject(object, hundred, seconds, seconds, 1);
    }
    List<ShapeKind> kinds = kinds(given.text("shape").orElse("constant"), "shape");
    refuseForeign(given, kinds);
    List<RateCurve> curves =
        kinds.stream().map(kind -> kind.read(given, hundred, seconds)).toList();
    String name = kinds.stream().map(ShapeKind::word).collect(Collectors.joining(","));
    return new Shape(name, changed(RateCurves.sum(curves), given, hundred, seconds));
  }

  /// @param horizon how far the shape is looked at, by itself \[s\]: further than the run is long
  ///   if what it is a part of is compressed, less far if that is repeated
  private static Shape ofObject(
      @Nullable Object object, double hundred, double seconds, double horizon, int depth) {
    if (!(object instanceof Map<?, ?> fields) || depth > MAX_DEPTH) {
      throw new BadValue(
          "shape",
          "must be an object such as {\"kind\": \"spike\", \"base\": 20, \"peak\": 150}, nested at"
              + " most "
              + MAX_DEPTH
              + " deep");
    }
    Values given = Values.ofTree(fields);
    String kind =
        given.text("kind").orElseThrow(() -> new BadValue("kind", "must be given in a shape"));
    Set<String> known = new LinkedHashSet<>(List.of("kind", "of"));
    known.addAll(parameters());
    known.remove("shape");
    given.refuseUnknown(known);
    RateCurve curve;
    if (kind.equals("sum")) {
      List<RateCurve> parts = new ArrayList<>();
      if (!(given.container("of") instanceof List<?> of) || of.isEmpty() || of.size() > MAX_PARTS) {
        throw new BadValue("of", "must be a list of 1 to %d shapes".formatted(MAX_PARTS));
      }
      double once = given.seconds("repeat").map(p -> Math.min(p, horizon)).orElse(horizon);
      double ofParts = once * compression(given).orElse(1.0);
      of.forEach(part -> parts.add(ofObject(part, hundred, seconds, ofParts, depth + 1).curve));
      curve = RateCurves.sum(parts);
    } else {
      List<ShapeKind> kinds = kinds(kind, "kind");
      refuseForeign(given, kinds);
      curve = RateCurves.sum(kinds.stream().map(k -> k.read(given, hundred, seconds)).toList());
    }
    return new Shape(kind, changed(curve, given, hundred, horizon));
  }

  /// What is not in the object would change nothing.
  private static void refuseBeside(Values given) {
    for (String name : parameters()) {
      if (given.has(name)) {
        throw new BadValue(name, "must be inside of the shape where that is an object");
      }
    }
  }

  private static List<ShapeKind> kinds(String text, String parameter) {
    List<ShapeKind> kinds = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      if (!ShapeKind.words().contains(word) || kinds.size() == MAX_PARTS) {
        throw new BadValue(
            parameter,
            "must be one of %s, or several joined by commas, but was %s"
                .formatted(String.join(", ", ShapeKind.words()), Values.shown(text)));
      }
      kinds.add(ShapeKind.valueOf(word.toUpperCase(Locale.ROOT)));
    }
    return kinds;
  }

  private static void refuseForeign(Values given, List<ShapeKind> kinds) {
    for (ShapeKind other : ShapeKind.values()) {
      for (String name : other.parameters()) {
        if (given.has(name) && kinds.stream().noneMatch(k -> k.parameters().contains(name))) {
          throw new BadValue(
              name,
              "needs shape=%s, but the shape was %s"
                  .formatted(
                      other.word(),
                      kinds.stream().map(ShapeKind::word).collect(Collectors.joining(","))));
        }
      }
    }
  }

  private static RateCurve changed(RateCurve curve, Values given, double hundred, double horizon) {
    RateCurve changed = curve;
    if (given.has("scale")) {
      changed = RateCurves.scale(changed, given.number("scale", 0, MAX_FACTOR, "").orElseThrow());
    }
    if (given.has("compress")) {
      changed = RateCurves.compress(changed, compression(given).orElseThrow());
    }
    if (given.has("repeat")) {
      double period = given.seconds("repeat").orElseThrow();
      if (!(period > 0)) {
        throw new BadValue("repeat", "must be longer than 0 s, but was 0");
      }
      changed = RateCurves.repeat(changed, period);
    }
    if (given.has("clipLow") || given.has("clipHigh")) {
      double low = given.level("clipLow", hundred).orElse(0.0);
      double high = given.level("clipHigh", hundred).orElse(Double.MAX_VALUE);
      if (low > high) {
        throw new BadValue(
            "clipLow",
            "must be at most clipHigh, %s requests/s, but was %s"
                .formatted(Values.plain(high), Values.plain(low)));
      }
      try {
        changed = RateCurves.clip(changed, low, high, horizon);
      } catch (IllegalArgumentException tooFine) {
        throw new BadValue(
            given.has("clipHigh") ? "clipHigh" : "clipLow",
            "cannot be kept: " + tooFine.getMessage());
      }
    }
    return changed;
  }

  private static Optional<Double> compression(Values given) {
    return given.number("compress", 1 / MAX_FACTOR, MAX_FACTOR, "");
  }
}
