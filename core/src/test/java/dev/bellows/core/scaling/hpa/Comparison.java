package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A decision held against what Kubernetes recorded, field by field.
///
/// @param differences field -> what was expected and what came, for the fields that must agree
/// @param messages how many texts there were
/// @param messagesEqual how many of them are the same, word for word
record Comparison(Map<String, String> differences, int messages, int messagesEqual) {

  static Comparison of(Decision decision, Map<String, Object> expected) {
    Map<String, String> differences = new LinkedHashMap<>();
    differ(differences, "specReplicas", number(expected.get("specReplicas")), decision.to());
    differ(
        differences,
        "statusDesiredReplicas",
        number(expected.get("statusDesiredReplicas")),
        decision.statusDesiredReplicas());
    List<String> wantedMessages = new ArrayList<>();
    List<String> wantedConditions = texts(expected.get("conditions"), "status", wantedMessages);
    List<String> wantedEvents = texts(expected.get("events"), "type", wantedMessages);
    differ(
        differences,
        "conditions",
        wantedConditions,
        decision.conditions().stream()
            .map(c -> c.type() + " " + c.status() + " " + c.reason())
            .toList());
    differ(
        differences,
        "events",
        wantedEvents,
        decision.events().stream().map(e -> e.type() + " " + e.type() + " " + e.reason()).toList());
    differ(
        differences,
        "currentMetrics",
        Tick.list(expected.get("currentMetrics")),
        decision.currentMetrics());
    Object error = expected.get("error");
    differ(differences, "error", error != null, decision.error().isPresent());
    List<String> messages = new ArrayList<>();
    decision.conditions().forEach(c -> messages.add(anyPod(c.message())));
    decision.events().forEach(e -> messages.add(anyPod(e.message())));
    wantedMessages.add(anyPod(String.valueOf(error)));
    messages.add(anyPod(decision.error().orElse("null")));
    int equal = 0;
    for (int i = 0; i < Math.min(messages.size(), wantedMessages.size()); i++) {
      equal += messages.get(i).equals(wantedMessages.get(i)) ? 1 : 0;
    }
    return new Comparison(differences, wantedMessages.size(), equal);
  }

  boolean agrees() {
    return differences.isEmpty();
  }

  private static void differ(
      Map<String, String> differences, String field, Object wanted, Object got) {
    if (!Objects.equals(wanted, got)) {
      differences.put(field, "expected " + wanted + "\n            but was  " + got);
    }
  }

  private static List<String> texts(Object entries, String middle, List<String> messages) {
    List<String> texts = new ArrayList<>();
    for (Object entry : Tick.list(entries)) {
      Map<String, Object> document = Tick.map(entry);
      texts.add(document.get("type") + " " + document.get(middle) + " " + document.get("reason"));
      messages.add(anyPod(String.valueOf(document.get("message"))));
    }
    return texts;
  }

  /// Which of several pods a message names depends on the order of a Go map.
  private static String anyPod(String message) {
    return message.replaceAll(" of Pod \\S+", " of Pod ...");
  }

  private static int number(Object value) {
    return ((Number) value).intValue();
  }
}
