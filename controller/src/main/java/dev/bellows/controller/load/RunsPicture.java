package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// The runs as the load tester last told them, newest first.
///
/// @param absence why they are not known, in one sentence; empty while the tester answers
public record RunsPicture(List<JsonNode> runs, Optional<String> absence) {}
