package dev.bellows.controller.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a trial says should be changed, as a diff of the YAML of the autoscaler, and of the
/// Deployment where the request has to change, too. What a finding cannot put as a field of these
/// stays a sentence.
final class Proposal {
  private static final Pattern TOLERANCE = Pattern.compile("tolerance: (\\d+m)");
  private static final Pattern REQUEST = Pattern.compile("requests\\.cpu near (\\d+)m");
  private static final Pattern CPU = Pattern.compile("\\bcpu=(\\d+)");
  private static final int CALM_SECONDS = 300;
  private static final int START_UP_SECONDS = 60;

  private final Map<?, ?> trial;
  private final Map<?, ?> hpa;

  private Proposal(Map<?, ?> trial, Map<?, ?> hpa) {
    this.trial = trial;
    this.hpa = hpa;
  }

  /// @return null where nothing follows from what was found
  static @Nullable String diff(Map<String, Object> trial) {
    if (!(trial.get("hpa") instanceof Map<?, ?> hpa)) {
      return null;
    }
    Proposal proposal = new Proposal(trial, hpa);
    String text =
        Stream.of(proposal.autoscaler(), proposal.deployment())
            .filter(diff -> !diff.isEmpty())
            .collect(Collectors.joining(" ---\n"));
    return text.isEmpty() ? null : text;
  }

  private String autoscaler() {
    YamlDiff diff = new YamlDiff("apiVersion: autoscaling/v2", "kind: HorizontalPodAutoscaler");
    if (found("at-max").isPresent()
        && hpa.get("maxReplicas") instanceof Number most
        && trial.get("peakDemand") instanceof Number peak
        && peak.intValue() > most.intValue()) {
      diff.change(List.of("spec", "maxReplicas"), most, peak);
    }
    request()
        .ifPresent(request -> {
          Object now = at(cpuMetric(), "resource", "target", "averageUtilization");
          if (now instanceof Number target) {
            diff.change(
                List.of("spec", "metrics", "- resource", "target", "averageUtilization"),
                target,
                Math.max(1, Math.round(target.doubleValue() * request.from() / request.to())));
          }
        });
    Optional<String> tolerance = found("dead-zone").flatMap(fix -> match(TOLERANCE, fix));
    behavior(diff, "scaleUp", "tolerance", tolerance);
    behavior(
        diff,
        "scaleUp",
        "stabilizationWindowSeconds",
        found("start-up-cpu").map(fix -> START_UP_SECONDS));
    behavior(diff, "scaleDown", "tolerance", tolerance);
    behavior(
        diff,
        "scaleDown",
        "stabilizationWindowSeconds",
        found("flapping").map(fix -> CALM_SECONDS));
    return diff.toString();
  }

  private void behavior(YamlDiff diff, String direction, String field, Optional<?> wanted) {
    Object now = at(hpa, "behavior", direction, field);
    wanted
        .filter(value ->
            !(now instanceof Number more
                && value instanceof Number number
                && more.intValue() >= number.intValue()))
        .ifPresent(value -> diff.change(List.of("spec", "behavior", direction, field), now, value));
  }

  private String deployment() {
    YamlDiff diff = new YamlDiff("apiVersion: apps/v1", "kind: Deployment");
    request()
        .ifPresent(request ->
            diff.change(
                List.of("spec", "template", "spec", "containers", "- resources", "requests", "cpu"),
                request.from() + "m",
                request.to() + "m"));
    return diff.toString();
  }

  /// Another CPU request [millicores].
  private record Request(long from, long to) {}

  private Optional<Request> request() {
    Optional<String> to = found("request-far-from-usage").flatMap(fix -> match(REQUEST, fix));
    Optional<String> from = match(CPU, String.valueOf(at(trial, "setUp", "requests")));
    return to.isEmpty() || from.isEmpty()
        ? Optional.empty()
        : Optional.of(new Request(Long.parseLong(from.get()), Long.parseLong(to.get())));
  }

  /// The fix of a finding of that kind.
  private Optional<String> found(String kind) {
    return maps(trial.get("findings")).stream()
        .filter(finding -> kind.equals(finding.get("kind")))
        .map(finding -> String.valueOf(finding.get("fix")))
        .findFirst();
  }

  private @Nullable Object cpuMetric() {
    return maps(hpa.get("metrics")).stream()
        .filter(metric -> Objects.equals(at(metric, "resource", "name"), "cpu"))
        .findFirst()
        .orElse(null);
  }

  private static List<Map<?, ?>> maps(@Nullable Object list) {
    List<Map<?, ?>> maps = new ArrayList<>();
    for (Object item : list instanceof List<?> items ? items : List.of()) {
      if (item instanceof Map<?, ?> map) {
        maps.add(map);
      }
    }
    return maps;
  }

  private static @Nullable Object at(@Nullable Object document, String... path) {
    Object value = document;
    for (String field : path) {
      value = value instanceof Map<?, ?> map ? map.get(field) : null;
    }
    return value;
  }

  private static Optional<String> match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
