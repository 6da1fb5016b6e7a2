package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// How many arrivals fell due since the start and where each of them is now: `scheduled = sent +
/// dropped + waiting` and `sent = answered + failed + inFlight`.
record Counts(
    long scheduled,
    long sent,
    long dropped,
    long waiting,
    long answered,
    long failed,
    long inFlight) {

  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

  static Counts read(JsonNode json) {
    return new Counts(
        json.path("scheduled").asLong(),
        json.path("sent").asLong(),
        json.path("dropped").asLong(),
        json.path("waiting").asLong(),
        json.path("answered").asLong(),
        json.path("failed").asLong(),
        json.path("inFlight").asLong());
  }

  Counts plus(Counts other) {
    return new Counts(
        scheduled + other.scheduled,
        sent + other.sent,
        dropped + other.dropped,
        waiting + other.waiting,
        answered + other.answered,
        failed + other.failed,
        inFlight + other.inFlight);
  }

  void writeTo(ObjectNode json) {
    json.put("scheduled", scheduled)
        .put("sent", sent)
        .put("dropped", dropped)
        .put("waiting", waiting)
        .put("answered", answered)
        .put("failed", failed)
        .put("inFlight", inFlight);
  }
}
