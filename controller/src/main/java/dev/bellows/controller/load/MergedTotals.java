package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// What the parts of a run have told so far, added up. The order in which they tell it does not
/// matter.
final class MergedTotals {
  private final Histogram corrected = EncodedHistogram.empty();
  private final Histogram service = EncodedHistogram.empty();
  private final Histogram lag = EncodedHistogram.empty();
  private final Map<String, Long> pods = new TreeMap<>();
  private final Map<String, Long> failures = new TreeMap<>();
  private long bytes;
  private long endNanos;

  void add(ShareSecond second) {
    second.corrected().addTo(corrected);
    second.service().addTo(service);
    second.lag().addTo(lag);
    second.pods().forEach((pod, count) -> pods.merge(pod, count, Long::sum));
    second.failures().forEach((kind, count) -> failures.merge(kind, count, Long::sum));
    bytes += second.bytes();
    endNanos = Math.max(endNanos, second.endNanos());
  }

  double elapsedSeconds() {
    return endNanos / 1e9;
  }

  void writeTo(ObjectNode run) {
    run.put("elapsedSeconds", elapsedSeconds());
    run.set("latency", latency(corrected, service, lag));
    run.set("failures", numbers(failures));
    run.put("bytes", bytes);
    run.set("pods", numbers(pods));
  }

  static ObjectNode latency(Histogram corrected, Histogram service, Histogram lag) {
    ObjectNode latency = JsonNodeFactory.instance.objectNode();
    latency.set("corrected", Latency.of(corrected).json());
    latency.set("service", Latency.of(service).json());
    latency.set("lag", Latency.of(lag).json());
    return latency;
  }

  private static ObjectNode numbers(Map<String, Long> numbers) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    numbers.forEach(json::put);
    return json;
  }
}
