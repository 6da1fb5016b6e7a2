package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/// One second of one load tester's part of a run.
///
/// @param counts at its end, since the start of the run, without the warm-up
/// @param sent in this second, with those of the warm-up
/// @param pods answers of this second by the pod that gave them
/// @param failures of this second by kind
record ShareSecond(
    int second,
    long startNanos,
    long endNanos,
    double targetRate,
    Counts counts,
    long sent,
    Map<String, Long> pods,
    Map<String, Long> failures,
    long bytes,
    EncodedHistogram corrected,
    EncodedHistogram service,
    EncodedHistogram lag) {

  static ShareSecond read(JsonNode json) {
    return new ShareSecond(
        json.path("second").asInt(),
        json.path("startNanos").asLong(),
        json.path("endNanos").asLong(),
        json.path("targetRate").asDouble(),
        Counts.read(json.path("counts")),
        json.path("sent").asLong(),
        numbers(json.path("pods")),
        numbers(json.path("failures")),
        json.path("bytes").asLong(),
        EncodedHistogram.ofText(json.path("corrected").asText()),
        EncodedHistogram.ofText(json.path("service").asText()),
        EncodedHistogram.ofText(json.path("lag").asText()));
  }

  private static Map<String, Long> numbers(JsonNode json) {
    Map<String, Long> numbers = new TreeMap<>();
    json.properties().forEach(field -> numbers.put(field.getKey(), field.getValue().asLong()));
    return numbers;
  }
}
