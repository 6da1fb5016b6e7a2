package dev.bellows.core.scaling.hpa.admission;

/// Where in the document the decoder is, in the two ways its messages say so.
///
/// @param struct the struct whose field it is in; empty at the top
/// @param fields the fields on the way, without the positions in lists: `spec.metrics.type`
/// @param path the same with positions: `spec.metrics[0].type`
record Place(String struct, String fields, String path) {

  static final Place TOP = new Place("", "", "");

  Place field(String structName, String name) {
    return new Place(structName, joined(fields, name), joined(path, name));
  }

  Place element(int index) {
    return new Place(struct, fields, path + "[" + index + "]");
  }

  /// The path of a field that the struct here does not have.
  String unknown(String name) {
    return joined(path, name);
  }

  private static String joined(String before, String name) {
    return before.isEmpty() ? name : before + "." + name;
  }

  String cannotHold(String value, GoType type) {
    String into = struct.isEmpty() ? "Go value" : "Go struct field " + struct + "." + fields;
    return "json: cannot unmarshal " + value + " into " + into + " of type " + type.name();
  }
}
