package dev.bellows.core.scaling.hpa.admission;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The type that a field has in the API server. Its messages say the type's name, and what a field
/// holds when the document is silent follows from it.
sealed interface GoType {

  String name();

  /// What a field of this type holds that nobody has set.
  @Nullable Object zero();

  /// A string, possibly under a name of its own.
  record Text(String name) implements GoType {
    @Override
    public String zero() {
      return "";
    }
  }

  /// A whole number.
  record Whole(String name, long least, long most) implements GoType {
    @Override
    public Integer zero() {
      return 0;
    }
  }

  record Flag() implements GoType {
    @Override
    public String name() {
      return "bool";
    }

    @Override
    public Boolean zero() {
      return false;
    }
  }

  /// A quantity. It reads itself, and what it cannot read ends the decoding at once.
  record Amount() implements GoType {
    @Override
    public String name() {
      return "resource.Quantity";
    }

    @Override
    public @Nullable Object zero() {
      return null;
    }
  }

  record ListOf(GoType element) implements GoType {
    @Override
    public String name() {
      return "[]" + element.name();
    }

    @Override
    public List<Object> zero() {
      return List.of();
    }
  }

  record TextMap() implements GoType {
    @Override
    public String name() {
      return "map[string]string";
    }

    @Override
    public Map<String, Object> zero() {
      return Map.of();
    }
  }

  /// Taken as it comes: timestamps, and the raw parts of managed fields.
  record Anything() implements GoType {
    @Override
    public String name() {
      return "interface {}";
    }

    @Override
    public @Nullable Object zero() {
      return null;
    }
  }

  record Struct(String name, SequencedMap<String, Field> fields) implements GoType {

    static Struct of(String name, Field... fields) {
      return new Struct(
          name,
          Arrays.stream(fields)
              .collect(
                  Collectors.toMap(Field::name, field -> field, (a, b) -> a, LinkedHashMap::new)));
    }

    /// The name without its package: that is how a message names the struct of a field.
    String simpleName() {
      return name.substring(name.indexOf('.') + 1);
    }

    @Override
    public Map<String, Object> zero() {
      Map<String, Object> zero = new LinkedHashMap<>();
      fields.forEach((field, declared) -> {
        if (declared.presence() == Presence.ALWAYS) {
          zero.put(field, declared.type().zero());
        }
      });
      return zero;
    }
  }

  /// A field of a struct.
  record Field(String name, GoType type, Presence presence) {}

  /// What becomes of a field that the document leaves out or sets to null.
  enum Presence {
    /// It holds its type's zero.
    ALWAYS,
    /// It is absent; set to something empty, it is there.
    WHEN_SET,
    /// It is absent, and when empty too.
    WHEN_FILLED
  }
}
