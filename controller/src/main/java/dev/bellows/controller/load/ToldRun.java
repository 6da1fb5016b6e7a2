package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A run as a load tester tells it: one that was started there, or its part of a fleet's run.
record ToldRun(ObjectNode run, Tester tester) {

  boolean isPart() {
    return run.has("fleet") && run.has("slice");
  }

  /// The fleet's name of the whole.
  String name() {
    return run.path("fleet").asText();
  }

  int part() {
    return Integer.parseInt(run.path("slice").asText().split("/")[0]);
  }

  int parts() {
    return Integer.parseInt(run.path("slice").asText().split("/")[1]);
  }

  String id() {
    return run.path("id").asText();
  }

  String startedAt() {
    return run.path("startedAt").asText();
  }
}
