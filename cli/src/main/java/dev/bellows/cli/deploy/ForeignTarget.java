package dev.bellows.cli.deploy;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.ServerOption;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A workload of the user's own that is put under test instead of the bundled one. It is watched
/// and loaded, never changed.
///
/// @param deployment its name
/// @param url where its Service answers
record ForeignTarget(String namespace, String deployment, URI url) {
  /// Settings of the controller and of the load testers.
  static final String WORKLOAD = "BELLOWS_TARGET";

  static final String ADDRESS = "BELLOWS_TARGET_URL";
  static final String PLACE = "BELLOWS_KUBERNETES_NAMESPACE";
  static final String ALLOWED = "BELLOWS_LOAD_TARGET_ALLOW";

  private static final Pattern FORM =
      Pattern.compile("deployment/([a-z0-9]([-a-z0-9.]*[a-z0-9])?)");

  static ForeignTarget of(String target, @Nullable String namespace, @Nullable URI url) {
    Matcher form = FORM.matcher(target);
    if (!form.matches()) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "--target must look like deployment/NAME, but was '%s'.".formatted(target));
    }
    if (url == null || url.getHost() == null) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "--target needs --url, such as http://%s.shop.svc/, so that load finds it."
              .formatted(form.group(1)));
    }
    return new ForeignTarget(
        namespace == null ? ServerOption.NAMESPACE : namespace, form.group(1), url);
  }

  /// What the controller is told.
  List<String> controllerSettings() {
    List<String> settings = new ArrayList<>();
    settings.add(WORKLOAD + "=deployment/" + deployment);
    settings.add(ADDRESS + "=" + url);
    settings.add(PLACE + "=" + namespace);
    return settings;
  }

  /// What the load testers are told: the name may be spelled in a way that they do not know for one
  /// of this cluster, such as `web.shop`.
  List<String> loadTesterSettings() {
    return List.of("BELLOWS_LOAD_TARGET=" + url, ALLOWED + "=" + url.getHost());
  }

  boolean elsewhere() {
    return !namespace.equals(ServerOption.NAMESPACE);
  }

  /// Lets the controller read the target's namespace, and no more: of the rights that it has in its
  /// own namespace only those that change nothing.
  String reader() {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: bellows-controller
      namespace: %1$s
    rules:
      - apiGroups: [""]
        resources: [pods, events]
        verbs: [list, watch]
      - apiGroups: [""]
        resources: [services]
        verbs: [get]
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      - apiGroups: [autoscaling]
        resources: [horizontalpodautoscalers]
        verbs: [get, list, watch]
      - apiGroups: [metrics.k8s.io]
        resources: [pods]
        verbs: [list]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: bellows-controller
      namespace: %1$s
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: Role
      name: bellows-controller
    subjects:
      - kind: ServiceAccount
        name: controller
        namespace: %2$s
    """
        .formatted(namespace, ServerOption.NAMESPACE);
  }
}
