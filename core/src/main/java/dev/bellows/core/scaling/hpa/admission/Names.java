package dev.bellows.core.scaling.hpa.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What Kubernetes allows as a name, of each sort; every check answers the objections.
final class Names {

  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
  private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String LABEL_VALUE = "(" + QUALIFIED + ")?";

  private static final Pattern IS_LABEL = Pattern.compile(LABEL);
  private static final Pattern IS_SUBDOMAIN = Pattern.compile(SUBDOMAIN);
  private static final Pattern IS_QUALIFIED = Pattern.compile(QUALIFIED);
  private static final Pattern IS_LABEL_VALUE = Pattern.compile(LABEL_VALUE);

  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_SUBDOMAIN = 253;

  private static final String LABEL_RULE =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character";
  private static final String SUBDOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character";
  private static final String QUALIFIED_RULE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character";
  private static final String LABEL_VALUE_RULE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character";

  private Names() {}

  /// What can stand between two slashes of a URL.
  static List<String> pathSegment(String name) {
    if (name.equals(".") || name.equals("..")) {
      return List.of("may not be '" + name + "'");
    }
    List<String> objections = new ArrayList<>();
    for (String illegal : List.of("/", "%")) {
      if (name.contains(illegal)) {
        objections.add("may not contain '" + illegal + "'");
      }
    }
    return objections;
  }

  static List<String> label(String name) {
    List<String> objections = lengthUpTo(LONGEST_LABEL, name);
    if (!IS_LABEL.matcher(name).matches()) {
      objections.add(
          IS_SUBDOMAIN.matcher(name).matches()
              ? "must not contain dots"
              : rule(LABEL_RULE, LABEL, "my-name", "123-abc"));
    }
    return objections;
  }

  static List<String> subdomain(String name) {
    List<String> objections = lengthUpTo(LONGEST_SUBDOMAIN, name);
    if (!IS_SUBDOMAIN.matcher(name).matches()) {
      objections.add(rule(SUBDOMAIN_RULE, SUBDOMAIN, "example.com"));
    }
    return objections;
  }

  static List<String> labelValue(String value) {
    List<String> objections = lengthUpTo(LONGEST_LABEL, value);
    if (!IS_LABEL_VALUE.matcher(value).matches()) {
      objections.add(rule(LABEL_VALUE_RULE, LABEL_VALUE, "MyValue", "my_value", "12345"));
    }
    return objections;
  }

  /// A name with an optional domain before it: `example.com/gpu`.
  static List<String> qualified(String name) {
    String[] parts = name.split("/", -1);
    String rule = rule(QUALIFIED_RULE, QUALIFIED, "MyName", "my.name", "123-abc");
    if (parts.length > 2) {
      return List.of(
          "a qualified name "
              + rule
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    List<String> objections = new ArrayList<>();
    if (parts.length == 2 && parts[0].isEmpty()) {
      objections.add("prefix part must be non-empty");
    } else if (parts.length == 2) {
      subdomain(parts[0]).forEach(objection -> objections.add("prefix part " + objection));
    }
    String last = parts[parts.length - 1];
    if (last.isEmpty()) {
      objections.add("name part must be non-empty");
    }
    lengthUpTo(LONGEST_LABEL, last).forEach(objection -> objections.add("name part " + objection));
    if (!IS_QUALIFIED.matcher(last).matches()) {
      objections.add("name part " + rule);
    }
    return objections;
  }

  private static List<String> lengthUpTo(int longest, String name) {
    List<String> objections = new ArrayList<>();
    if (name.length() > longest) {
      objections.add("must be no more than " + longest + " characters");
    }
    return objections;
  }

  private static String rule(String rule, String pattern, String... examples) {
    return rule
        + " (e.g. '"
        + String.join("',  or '", examples)
        + "', regex used for validation is '"
        + pattern
        + "')";
  }
}
