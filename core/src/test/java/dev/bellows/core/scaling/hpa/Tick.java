package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import dev.bellows.core.scaling.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/// One recorded reconciliation: what the controller saw and what it did.
record Tick(Observation observation, Map<String, Object> expected) {

  static Tick of(Map<String, Object> tick, Map<String, Map<String, Long>> requests) {
    List<PodObservation> pods = new ArrayList<>();
    for (Object pod : list(tick.get("pods"))) {
      pods.add(pod(map(pod)));
    }
    return new Tick(
        new Observation(
            millis(tick.get("atSeconds")),
            ((Number) tick.get("specReplicas")).intValue(),
            ((Number) tick.get("statusReplicas")).intValue(),
            List.copyOf(pods),
            requests,
            metrics(map(tick.get("metrics")))),
        map(tick.get("expected")));
  }

  static Map<String, Map<String, Long>> requests(Map<String, Object> containers) {
    return each(
        containers,
        requests -> each(map(requests), q -> Quantity.parse(q.toString()).milliValue()));
  }

  private static PodObservation pod(Map<String, Object> pod) {
    return new PodObservation(
        pod.get("name").toString(),
        PodPhase.valueOf(pod.get("phase").toString().toUpperCase(java.util.Locale.ROOT)),
        optionalMillis(pod.get("startedAtSeconds")),
        pod.get("ready") == null
            ? Readiness.ABSENT
            : Readiness.valueOf(pod.get("ready").toString().toUpperCase(java.util.Locale.ROOT)),
        optionalMillis(pod.get("readyTransitionAtSeconds")),
        Boolean.TRUE.equals(pod.get("deleted")));
  }

  private static Metrics metrics(Map<String, Object> metrics) {
    return new Metrics(
        each(map(metrics.get("resource")), Tick::samples),
        each(
            map(metrics.get("containerResource")),
            byContainer -> each(map(byContainer), Tick::samples)),
        each(map(metrics.get("pods")), Tick::samples),
        each(map(metrics.get("object")), value -> ((Number) value).longValue()),
        each(
            map(metrics.get("external")),
            values -> list(values).stream().map(v -> ((Number) v).longValue()).toList()));
  }

  private static Map<String, Sample> samples(Object byPod) {
    return each(map(byPod), Tick::sample);
  }

  private static Sample sample(Object document) {
    Map<String, Object> sample = map(document);
    return new Sample(
        ((Number) sample.get("milli")).longValue(),
        millis(sample.get("atSeconds")),
        millis(sample.get("windowSeconds")));
  }

  private static <T> Map<String, T> each(Map<String, Object> source, Function<Object, T> read) {
    Map<String, T> result = new LinkedHashMap<>();
    source.forEach((key, value) -> {
      if (value != null) {
        result.put(key, read.apply(value));
      }
    });
    return result;
  }

  static long millis(Object seconds) {
    return seconds == null
        ? 0
        : new BigDecimal(seconds.toString())
            .movePointRight(3)
            .setScale(0, RoundingMode.FLOOR)
            .longValueExact();
  }

  private static OptionalLong optionalMillis(Object seconds) {
    return seconds == null ? OptionalLong.empty() : OptionalLong.of(millis(seconds));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  static List<?> list(Object value) {
    return value == null ? List.of() : (List<?>) value;
  }
}
