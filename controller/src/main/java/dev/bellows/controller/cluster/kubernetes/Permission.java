package dev.bellows.controller.cluster.kubernetes;

import java.util.ArrayList;
import java.util.List;

/// A right that the service account needs: a verb on a resource of an API group (empty for the
/// core).
///
/// @param namespaced in the namespace of the target alone; otherwise in the whole cluster
record Permission(String group, String resource, String verb, boolean namespaced) {

  /// All rights that are used, no more and no fewer: the roles in `k8s/base/controller` and
  /// `k8s/components/scaled-by-controller` say the same, and a test says so. An apply needs
  /// `patch`, and `create` where the object is absent; a copy of the target is a pod that is
  /// created and deleted. A controller that scales keeps no autoscaler, it only looks whether there
  /// is one.
  static List<Permission> used(Scaler scaler) {
    return joined(
        ALWAYS,
        switch (scaler) {
          case CLUSTER ->
              of(
                  "autoscaling",
                  "horizontalpodautoscalers",
                  "get",
                  "list",
                  "watch",
                  "create",
                  "patch");
          case CONTROLLER ->
              joined(
                  of("autoscaling", "horizontalpodautoscalers", "list", "watch"),
                  of("apps", "deployments/scale", "patch"));
        });
  }

  private static final List<Permission> ALWAYS =
      List.copyOf(
          joined(
              of("", "pods", "list", "watch", "create", "delete"),
              of("", "events", "list", "watch"),
              of("", "services", "get", "create", "patch"),
              of("", "serviceaccounts", "get", "create", "patch"),
              of("apps", "deployments", "get", "list", "watch", "create", "patch"),
              of("metrics.k8s.io", "pods", "list"),
              List.of(new Permission("", "nodes", "list", false))));

  private static List<Permission> of(String group, String resource, String... verbs) {
    List<Permission> permissions = new ArrayList<>();
    for (String verb : verbs) {
      permissions.add(new Permission(group, resource, verb, true));
    }
    return permissions;
  }

  @SafeVarargs
  private static List<Permission> joined(List<Permission>... parts) {
    List<Permission> all = new ArrayList<>();
    for (List<Permission> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
