package dev.bellows.cli.hpa;

import dev.bellows.cli.api.Screen;
import dev.bellows.core.scaling.hpa.admission.Cause;
import dev.bellows.core.scaling.hpa.admission.Verdict;
import dev.bellows.core.scaling.hpa.check.Checked;
import dev.bellows.core.scaling.hpa.check.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What there is to say of one autoscaler, with the lines that it is about.
record CheckAnswer(Checked checked, YamlDocument document, List<YamlDocument> stream) {

  /// A place in a file: `hpa.yaml:12`.
  private record Place(YamlDocument document, String field) {

    String file() {
      return document.file().label();
    }

    int line() {
      return document.lineOf(field);
    }

    @Override
    public String toString() {
      return file() + ":" + line();
    }
  }

  void show(Screen screen) {
    String name = place("") + ": " + document.label();
    switch (checked.verdict()) {
      case Verdict.NotDecodable(var message, var field) -> {
        screen.line("%s %s", name, screen.red("cannot be read by Kubernetes"));
        screen.line("%s: %s", place(field), message);
      }
      case Verdict.Invalid(var causes) -> {
        screen.line("%s %s", name, screen.red("is refused by Kubernetes"));
        causes.forEach(cause ->
            screen.line("%s: %s: %s", place(cause.field()), cause.field(), cause.message()));
      }
      case Verdict.Accepted _ -> {
        int warnings = checked.findings().size();
        screen.line(
            "%s is accepted by Kubernetes, %s",
            name, warnings == 0 ? screen.green("no warnings") : screen.yellow(count(warnings)));
        checked.findings().forEach(finding -> show(screen, finding));
      }
    }
  }

  private void show(Screen screen, Finding finding) {
    screen.line("%s: %s [%s]", placeOf(finding), screen.bold(finding.field()), finding.rule());
    screen.line("    %s", finding.sentence());
    screen.line("    better: %s", finding.better());
  }

  private static String count(int warnings) {
    return warnings == 1 ? "1 warning" : warnings + " warnings";
  }

  Map<String, Object> toDocument() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("name", checked.name());
    answer.putAll(located(place("")));
    answer.put("accepted", checked.accepted());
    switch (checked.verdict()) {
      case Verdict.NotDecodable(var message, var field) -> {
        answer.put("message", message);
        answer.put("field", field);
        answer.put("line", place(field).line());
      }
      case Verdict.Invalid(var causes) ->
          answer.put("causes", causes.stream().map(this::toDocument).toList());
      case Verdict.Accepted(var spec) -> {
        answer.put("findings", checked.findings().stream().map(this::toDocument).toList());
        answer.put("defaulted", spec);
      }
    }
    return answer;
  }

  private Map<String, Object> toDocument(Cause cause) {
    Map<String, Object> document = located(place(cause.field()));
    document.put("reason", cause.reason().cause());
    document.put("field", cause.field());
    document.put("message", cause.message());
    return document;
  }

  private Map<String, Object> toDocument(Finding finding) {
    Map<String, Object> document = located(placeOf(finding));
    document.put("rule", finding.rule());
    document.put("field", finding.field());
    document.put("sentence", finding.sentence());
    document.put("better", finding.better());
    return document;
  }

  private static Map<String, Object> located(Place place) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", place.file());
    document.put("line", place.line());
    return document;
  }

  private Place place(String field) {
    return new Place(document, field);
  }

  /// A field of the workload has the workload's kind and name before it.
  private Place placeOf(Finding finding) {
    String[] parts = finding.field().split(" ", 2);
    return stream.stream()
        .filter(other -> parts.length == 2 && other.label().equals(parts[0]))
        .findFirst()
        .map(workload -> new Place(workload, parts[1]))
        .orElseGet(() -> place(finding.field()));
  }
}
