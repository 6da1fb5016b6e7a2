package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// What a load tester says of its part of a run: the part as it is now, and its seconds from the
/// one that was asked for on.
///
/// @param complete whether the part is over and no second follows
/// @param planned arrivals of the part from begin to end
record ShareReport(ObjectNode run, boolean complete, long planned, List<ShareSecond> seconds) {

  static ShareReport read(JsonNode json) {
    if (!(json.path("run") instanceof ObjectNode run)) {
      throw new IllegalArgumentException("a report holds no run");
    }
    List<ShareSecond> seconds = new ArrayList<>();
    json.path("intervals").forEach(second -> seconds.add(ShareSecond.read(second)));
    return new ShareReport(
        run, json.path("complete").asBoolean(), json.path("planned").asLong(), seconds);
  }
}
