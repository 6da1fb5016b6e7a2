package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;

/// The runs of the fleet and those that were started on a load tester itself, newest first.
///
/// @param absence why they are not known, in one sentence; empty while a load tester answers
public record RunsPicture(List<JsonNode> runs, Optional<String> absence) {

  ArrayNode json() {
    return json(runs);
  }

  static ArrayNode json(List<? extends JsonNode> runs) {
    return JsonNodeFactory.instance.arrayNode().addAll(List.copyOf(runs));
  }
}
