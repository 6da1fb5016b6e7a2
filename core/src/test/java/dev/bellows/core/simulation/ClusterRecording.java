package dev.bellows.core.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scaling.hpa.admission.Admission;
import dev.bellows.core.scaling.hpa.admission.Verdict;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.scorecard.StepSeries.Point;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// What a real cluster did under a stated load.
///
/// @param offeredMillicores CPU that the load asked for, second by second: requests sent x CPU of
///   one
/// @param desired replicas asked for, once a second
/// @param supply Ready replicas, once a second
record ClusterRecording(
    HpaSpec spec,
    StepSeries offeredMillicores,
    StepSeries desired,
    StepSeries supply,
    double untilSeconds) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// CPU of one request of `cpuMillis` 10, measured on the recordings themselves: the pods' CPU
  /// over the requests answered, in the windows in which every pod had a sample. 10.22 in one,
  /// 10.26 in the other.
  private static final double CPU_MILLIS_PER_REQUEST = 10.24;

  static ClusterRecording read(String name) {
    String resource = "/cluster-recordings/" + name + ".jsonl.gz";
    try (InputStream zipped =
            Objects.requireNonNull(ClusterRecording.class.getResourceAsStream(resource), resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(zipped), StandardCharsets.UTF_8))) {
      return read(lines);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static ClusterRecording read(BufferedReader lines) throws IOException {
    JsonNode setUp = JSON.readTree(lines.readLine());
    List<Point> desired = new ArrayList<>();
    List<Point> supply = new ArrayList<>();
    List<Point> offered = new ArrayList<>();
    double at = 0;
    double before = 0;
    long sentBefore = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode snapshot = JSON.readTree(line);
      at = snapshot.get("atSeconds").asDouble();
      long sent = snapshot.at("/load/sent").asLong();
      if (at > before) {
        double rate = (sent - sentBefore) / (at - before);
        offered.add(new Point(before, rate * CPU_MILLIS_PER_REQUEST));
      }
      before = at;
      sentBefore = sent;
      int ready = 0;
      for (JsonNode pod : snapshot.get("pods")) {
        ready += pod.get("ready").asBoolean() && !pod.get("deleted").asBoolean() ? 1 : 0;
      }
      desired.add(new Point(at, snapshot.at("/hpa/desired").asInt()));
      supply.add(new Point(at, ready));
    }
    return new ClusterRecording(
        spec(setUp.get("hpa")),
        StepSeries.sampled(offered),
        StepSeries.sampled(desired),
        StepSeries.sampled(supply),
        at);
  }

  private static HpaSpec spec(JsonNode hpa) {
    Map<String, Object> document = document(JSON.convertValue(hpa, Map.class));
    if (!(Admission.admit(document) instanceof Verdict.Accepted(var admitted))) {
      throw new IllegalStateException("a real cluster took it: " + hpa);
    }
    return HpaSpec.of(document(admitted));
  }

  private static Map<String, Object> document(Object spec) {
    return Map.of("metadata", Map.of("name", "demo", "namespace", "default"), "spec", spec);
  }
}
