package dev.bellows.cli.lab;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.bellows.cli.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// What a real cluster did under a stated load: the set-up and the desired replicas over time.
record Recording(Json setup, ReplicaLine desired) {

  /// A stretch of constant load.
  record Segment(double seconds, double ratePerSecond) {}

  static Recording read(Path file) {
    try (var lines =
        new String(
                new GZIPInputStream(Files.newInputStream(file)).readAllBytes(),
                StandardCharsets.UTF_8)
            .lines()) {
      List<Json> all = lines.map(Json::parse).toList();
      ReplicaLine desired = new ReplicaLine();
      for (Json snapshot : all.subList(1, all.size())) {
        desired.observe(snapshot.number("atSeconds"), snapshot.at("hpa").count("desired"));
      }
      return new Recording(all.getFirst(), desired);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  double cpuMillis() {
    return setup.at("spec").number("cpuMillis");
  }

  /// The load as constant stretches; ramps and sines in steps of five seconds.
  List<Segment> load() {
    List<Segment> load = new ArrayList<>();
    for (Object each : (List<?>) setup.at("spec").fields().get("rate")) {
      List<?> segment = (List<?>) each;
      double seconds = number(segment, 1);
      switch (segment.getFirst().toString()) {
        case "const" -> load.add(new Segment(seconds, number(segment, 2)));
        case "ramp" -> {
          double from = number(segment, 2);
          double to = number(segment, 3);
          for (double at = 0; at < seconds; at += 5) {
            double middle = Math.min(at + 2.5, seconds) / seconds;
            load.add(new Segment(Math.min(5, seconds - at), from + (to - from) * middle));
          }
        }
        case "sine" -> {
          for (double at = 0; at < seconds; at += 5) {
            double phase = 2 * Math.PI * (at + 2.5) / number(segment, 4);
            double rate = number(segment, 2) + number(segment, 3) * Math.sin(phase);
            load.add(new Segment(Math.min(5, seconds - at), rate));
          }
        }
        default -> throw new IllegalArgumentException("unknown segment " + segment);
      }
    }
    return load;
  }

  /// The target's manifests with the recording's HPA and resources.
  Manifests manifests(Path folder) throws IOException {
    Manifests manifests = Manifests.copyOfBase(folder);
    Json resources = setup.at("resources");
    String hpa =
        """
        {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
         "metadata": {"name": "demo-app"}, "spec": %s}
        """
            .formatted(
                JSON.std
                    .asString(setup.at("hpa").fields())
                    .replace("\"name\":\"demo\"", "\"name\":\"demo-app\""));
    Files.writeString(folder.resolve("demo-app").resolve("hpa.yaml"), hpa);
    return manifests
        .replacing("deployment.yaml", "cpu: 100m", "cpu: " + resources.at("requests").text("cpu"))
        .replacing("deployment.yaml", "cpu: 500m", "cpu: " + resources.at("limits").text("cpu"));
  }

  private static double number(List<?> segment, int index) {
    return ((Number) segment.get(index)).doubleValue();
  }
}
