package dev.bellows.core.scaling.hpa;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.core.scaling.hpa.admission.Defaults;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Scenarios recorded from Kubernetes: one JSON object a line, compressed or not.
final class Recording {

  private static final String BUNDLED = "/hpa-conformance/autoscaling-v2.jsonl.gz";
  private static final TypeReference<Map<String, Object>> DOCUMENT = new TypeReference<>() {};

  private Recording() {}

  /// One autoscaler and its reconciliations in their order.
  record Scenario(String id, HpaPolicy policy, HpaSpec spec, List<Tick> ticks) {}

  /// The recording named on the command line, or the bundled one. A relative path starts where
  /// Maven was called.
  static List<Scenario> chosen() {
    String file = System.getProperty("hpa.vectors", "");
    return file.isEmpty() ? bundled(Integer.MAX_VALUE) : read(base().resolve(file));
  }

  /// The first scenarios of the bundled recording.
  static List<Scenario> bundled(int scenarios) {
    try (InputStream in = Recording.class.getResourceAsStream(BUNDLED)) {
      return read(in, scenarios);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path base() {
    return Path.of(System.getProperty("bellows.calledFrom", "")).toAbsolutePath();
  }

  private static List<Scenario> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, Integer.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Scenario> read(InputStream compressed, int most) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Scenario> scenarios = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(unzipped(compressed), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine();
          line != null && scenarios.size() < most;
          line = lines.readLine()) {
        if (!line.isBlank()) {
          scenarios.add(scenario(json.readValue(line, DOCUMENT)));
        }
      }
    }
    return scenarios;
  }

  private static InputStream unzipped(InputStream raw) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(raw);
    bytes.mark(2);
    boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    return zipped ? new GZIPInputStream(bytes) : bytes;
  }

  private static Scenario scenario(Map<String, Object> document) {
    HpaSpec spec = HpaSpec.of(defaulted(Tick.map(document.get("hpa"))));
    Map<String, Object> controller = Tick.map(document.get("controller"));
    ControllerSettings settings =
        new ControllerSettings(
            ((Number) controller.get("tolerance")).doubleValue(),
            Tick.millis(controller.get("cpuInitializationPeriodSeconds")),
            Tick.millis(controller.get("initialReadinessDelaySeconds")),
            Tick.millis(controller.get("downscaleStabilizationSeconds")));
    Map<String, Map<String, Long>> requests =
        Tick.requests(Tick.map(document.get("containerRequests")));
    List<Tick> ticks = new ArrayList<>();
    for (Object tick : Tick.list(document.get("ticks"))) {
      ticks.add(Tick.of(Tick.map(tick), requests));
    }
    return new Scenario(document.get("id").toString(), new HpaPolicy(spec, settings), spec, ticks);
  }

  private static Map<String, Object> defaulted(Map<String, Object> hpa) {
    Map<String, Object> whole = new LinkedHashMap<>(hpa);
    whole.put("spec", Defaults.of(Tick.map(hpa.get("spec"))));
    return whole;
  }
}
