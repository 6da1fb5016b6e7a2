package dev.bellows.controller.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fields of a document that change, one below the other as its YAML has them.
final class YamlDiff {
  private final String head;
  private final StringBuilder text = new StringBuilder();
  private List<String> above = List.of();

  YamlDiff(String apiVersion, String kind) {
    this.head = " %s\n %s\n".formatted(apiVersion, kind);
  }

  /// @param path names from the top; one that begins with `- ` is the first field of a list's item
  /// @param from null where the field is new
  void change(List<String> path, @Nullable Object from, Object to) {
    List<String> parents = path.subList(0, path.size() - 1);
    String name = path.getLast();
    int depth = 0;
    boolean same = true;
    for (int i = 0; i < parents.size(); i++) {
      same = same && i < above.size() && above.get(i).equals(parents.get(i));
      if (!same) {
        line(' ', depth, parents.get(i) + ":");
      }
      depth += parents.get(i).startsWith("- ") ? 2 : 1;
    }
    above = parents;
    if (from != null) {
      line('-', depth, name + ": " + from);
    }
    line('+', depth, name + ": " + to);
  }

  private void line(char sign, int depth, String words) {
    text.append(sign).append("  ".repeat(depth)).append(words).append('\n');
  }

  /// Nothing where nothing changes.
  @Override
  public String toString() {
    return text.isEmpty() ? "" : head + text;
  }
}
