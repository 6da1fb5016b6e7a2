package dev.bellows.core.scaling.hpa.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an autoscaler scales: a Deployment or anything else with a pod template.
///
/// @param fields its whole document
record Workload(Fields fields) {

  /// One container of the pod template.
  record Container(Fields fields) {

    String name() {
      return fields.text("name");
    }

    /// The request that the API server sees: where there is none, the limit stands for it.
    Optional<Long> requestMilli(String resource) {
      return milli("requests", resource).or(() -> limitMilli(resource));
    }

    Optional<Long> limitMilli(String resource) {
      return milli("limits", resource);
    }

    private Optional<Long> milli(String kind, String resource) {
      return fields
          .at("resources")
          .at(kind)
          .amount(resource)
          .map(quantity -> quantity.milliValue());
    }

    String requestPath(String resource) {
      return fields.at("resources").at("requests").pathOf(resource);
    }
  }

  static Workload of(Fields document) {
    String label = document.text("kind") + "/" + document.at("metadata").text("name");
    return new Workload(Fields.at(label + " ", document.values()));
  }

  /// The containers that count: those of the pod, and init containers that stay as sidecars.
  List<Container> containers() {
    List<Container> containers = new ArrayList<>();
    pod().each("containers").forEach(container -> containers.add(new Container(container)));
    pod().each("initContainers").stream()
        .filter(container -> container.text("restartPolicy").equals("Always"))
        .forEach(container -> containers.add(new Container(container)));
    return containers;
  }

  /// A request for the pod as a whole goes before those of its containers.
  boolean hasPodRequest(String resource) {
    return pod().at("resources").at("requests").has(resource);
  }

  boolean isTargetOf(Fields reference, String namespace) {
    return reference.text("kind").equals(fields.text("kind"))
        && reference.text("name").equals(fields.at("metadata").text("name"))
        && namespace.equals(Documents.namespace(fields));
  }

  private Fields pod() {
    return fields.at("spec").at("template").at("spec");
  }
}
