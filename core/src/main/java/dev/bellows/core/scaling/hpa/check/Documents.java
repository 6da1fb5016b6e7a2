package dev.bellows.core.scaling.hpa.check;

import java.util.List;

/// The documents of one YAML stream, told apart by kind.
record Documents(List<Fields> all) {

  List<Fields> autoscalers() {
    return all.stream()
        .filter(document -> document.text("kind").equals("HorizontalPodAutoscaler"))
        .toList();
  }

  List<Workload> workloads() {
    return all.stream().map(Workload::of).toList();
  }

  /// Objects without a namespace are taken to land in the same one.
  static String namespace(Fields document) {
    String namespace = document.at("metadata").text("namespace");
    return namespace.isEmpty() ? "default" : namespace;
  }
}
