package dev.bellows.cli.deploy;

import dev.bellows.cli.api.Kubectl;
import dev.bellows.cli.api.ServerOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The target that an earlier `deploy --target` set. No manifest names it, so applying again leaves
/// it as it is.
///
/// @param workload such as `deployment/web`
record FormerTarget(String workload, String namespace) {
  /// The settings as `NAME=value`, one a line, and then what was applied.
  private static final String FIELDS =
      "jsonpath={range .spec.template.spec.containers[0].env[*]}{.name}={.value}{\"\\n\"}{end}"
          + "{.metadata.annotations.kubectl\\.kubernetes\\.io/last-applied-configuration}";

  /// None if the manifests that were just applied name a target themselves: it is theirs.
  static Optional<FormerTarget> of(Kubectl kubectl) {
    List<String> lines = new ArrayList<>();
    kubectl.run(
        lines::add,
        "--namespace",
        ServerOption.NAMESPACE,
        "get",
        "deployment/controller",
        "--output",
        FIELDS);
    Map<String, String> settings = new HashMap<>();
    for (String line : lines) {
      if (line.startsWith("{")) {
        if (line.contains("\"" + ForeignTarget.WORKLOAD + "\"")) {
          return Optional.empty();
        }
      } else if (line.contains("=")) {
        settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
      }
    }
    return Optional.ofNullable(settings.get(ForeignTarget.WORKLOAD))
        .map(workload ->
            new FormerTarget(
                workload, settings.getOrDefault(ForeignTarget.PLACE, ServerOption.NAMESPACE)));
  }

  /// Takes back the right to read a namespace that is not the target's any more.
  ///
  /// @param now where the target is from here on
  void leave(Kubectl kubectl, String now, Consumer<String> lines) {
    if (!namespace.equals(now) && !namespace.equals(ServerOption.NAMESPACE)) {
      kubectl.run(
          lines,
          "--namespace",
          namespace,
          "delete",
          "role/bellows-controller",
          "rolebinding/bellows-controller",
          "--ignore-not-found");
    }
  }
}
