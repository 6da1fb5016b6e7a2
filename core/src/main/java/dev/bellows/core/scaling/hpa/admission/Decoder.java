package dev.bellows.core.scaling.hpa.admission;

import dev.bellows.core.scaling.hpa.Quantity;
import dev.bellows.core.scaling.hpa.QuantityFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a document into the types of [Schema], strictly.
///
/// Three things can be wrong and the gravest is reported alone: a quantity that cannot be read ends
/// the reading; else the first value of a wrong type; else every unknown field.
final class Decoder {

  private @Nullable NotDecodableException wrongType;
  private final SequencedSet<String> unknownFields = new LinkedHashSet<>();

  /// The document with every field that the server would hold, and no other.
  Map<String, Object> decode(GoType.Struct type, Map<?, ?> document) throws NotDecodableException {
    Map<String, Object> decoded = object(type, document, Place.TOP);
    if (wrongType != null) {
      throw wrongType;
    }
    if (!unknownFields.isEmpty()) {
      String fields =
          unknownFields.stream()
              .map(field -> "unknown field \"" + field + "\"")
              .collect(Collectors.joining(", "));
      throw new NotDecodableException("strict decoding error: " + fields, unknownFields.getFirst());
    }
    return decoded;
  }

  private @Nullable Object value(GoType type, @Nullable Object given, Place place) {
    if (given == null) {
      return type.zero();
    }
    return switch (type) {
      case GoType.Struct struct when given instanceof Map<?, ?> map -> object(struct, map, place);
      case GoType.ListOf list when given instanceof List<?> elements -> list(list, elements, place);
      case GoType.TextMap _ when given instanceof Map<?, ?> map -> texts(map, place);
      case GoType.Text _ when given instanceof String -> given;
      case GoType.Flag _ when given instanceof Boolean -> given;
      case GoType.Whole whole when given instanceof Number number -> whole(whole, number, place);
      case GoType.Amount _ -> quantity(given, place);
      case GoType.Anything _ -> given;
      case GoType.Struct _, GoType.ListOf _, GoType.TextMap _, GoType.Text _ ->
          wrong(type, JsonValue.kind(given), place);
      case GoType.Flag _, GoType.Whole _ -> wrong(type, JsonValue.kind(given), place);
    };
  }

  private Map<String, Object> object(GoType.Struct struct, Map<?, ?> given, Place place) {
    Map<String, Object> read = new LinkedHashMap<>();
    given.forEach((key, value) -> {
      String name = String.valueOf(key);
      GoType.Field field = struct.fields().get(name);
      if (field == null) {
        unknownFields.add(place.unknown(name));
      } else if (value != null) {
        read.put(name, value(field.type(), value, place.field(struct.simpleName(), name)));
      }
    });
    Map<String, Object> complete = struct.zero();
    struct.fields().forEach((name, field) -> keep(field, read.get(name), complete));
    return complete;
  }

  private static void keep(GoType.Field field, @Nullable Object value, Map<String, Object> into) {
    boolean empty = value == null || value.equals(field.type().zero());
    boolean kept = field.presence() == GoType.Presence.WHEN_FILLED ? !empty : value != null;
    if (kept) {
      into.put(field.name(), value);
    }
  }

  private List<Object> list(GoType.ListOf type, List<?> given, Place place) {
    List<Object> elements = new ArrayList<>();
    for (Object element : given) {
      elements.add(value(type.element(), element, place.element(elements.size())));
    }
    return elements;
  }

  private Map<String, Object> texts(Map<?, ?> given, Place place) {
    GoType text = new GoType.Text("string");
    Map<String, Object> texts = new LinkedHashMap<>();
    given.forEach((key, value) -> texts.put(String.valueOf(key), value(text, value, place)));
    return texts;
  }

  private static Quantity quantity(Object given, Place place) {
    try {
      return Quantity.parse(JsonValue.text(given).strip());
    } catch (QuantityFormatException unreadable) {
      throw new NotDecodableException(String.valueOf(unreadable.getMessage()), place.path());
    }
  }

  private @Nullable Object whole(GoType.Whole type, Number given, Place place) {
    String text = JsonValue.text(given);
    try {
      long number = Long.parseLong(text);
      if (number >= type.least() && number <= type.most()) {
        return type.most() == Integer.MAX_VALUE ? (Object) (int) number : (Object) number;
      }
    } catch (NumberFormatException notWhole) {
      // Falls through: a fraction and a number too large are refused alike.
    }
    return wrong(type, "number " + text, place);
  }

  private @Nullable Object wrong(GoType type, String given, Place place) {
    if (wrongType == null) {
      wrongType = new NotDecodableException(place.cannotHold(given, type), place.path());
    }
    return type.zero();
  }
}
