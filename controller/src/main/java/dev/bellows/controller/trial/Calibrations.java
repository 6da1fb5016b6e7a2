package dev.bellows.controller.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.cluster.TargetCopy;
import dev.bellows.controller.recording.Offer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// What one replica carries, by target version, CPU request and work of a request: measured once,
/// then kept.
public final class Calibrations {
  private static final Logger LOG = Logger.getLogger(Calibrations.class);
  private static final Duration COPY_PATIENCE = Duration.ofSeconds(60);

  private final Optional<Path> file;
  private final ObjectMapper json;
  private final CalibrationConfig config;
  private final Map<String, Calibration> kept = new ConcurrentHashMap<>();

  /// CPU of one request in micros -> the newest capacity for it [requests/s].
  private final Map<Long, Double> byWork = new ConcurrentHashMap<>();

  /// @param file lines of JSON, read now and added to later; empty to remember nothing
  public Calibrations(Optional<Path> file, ObjectMapper json, CalibrationConfig config) {
    this.file = file;
    this.json = json;
    this.config = config;
    file.ifPresent(this::readBack);
  }

  private void readBack(Path lines) {
    try {
      for (String line : Files.readAllLines(lines)) {
        read(line);
      }
    } catch (NoSuchFileException noneYet) {
      // Nothing was ever calibrated here.
    } catch (IOException e) {
      LOG.warnf("what was calibrated cannot be read file=%s cause=%s", lines, e.getMessage());
    }
  }

  private void read(String line) {
    try {
      JsonNode node = json.readTree(line);
      remember(
          new Calibration(
              node.path("key").asText(),
              node.path("requestsPerSecond").asDouble(),
              node.path("missedAt").isNumber()
                  ? node.path("missedAt").asDouble()
                  : Double.POSITIVE_INFINITY,
              node.path("windows").asInt(),
              node.path("given").asBoolean(),
              Instant.parse(node.path("time").asText())),
          node.path("cpuMillis").asDouble());
    } catch (IOException | RuntimeException torn) {
      // A crash cut the line short; that capacity is measured again.
    }
  }

  /// A capacity that was measured, and for what work.
  record Known(double cpuMillis, double requestsPerSecond) {}

  /// The one for the work that is most like that of requests that were seen to use so much CPU.
  ///
  /// @param seenMillis CPU of one request with all that it costs the target
  Optional<Known> nearest(double seenMillis) {
    return byWork.entrySet().stream()
        .map(entry -> new Known(entry.getKey() / 1e3, entry.getValue()))
        .min(
            Comparator.comparingDouble(
                known -> Math.abs(Math.log(known.cpuMillis() / seenMillis))));
  }

  private void remember(Calibration calibration, double cpuMillis) {
    kept.put(calibration.key(), calibration);
    byWork.put(Math.round(cpuMillis * 1_000), calibration.requestsPerSecond());
  }

  /// Requests/s of one replica for requests of so much CPU, if that is known.
  public OptionalDouble capacity(double cpuMillis) {
    Double capacity = byWork.get(Math.round(cpuMillis * 1_000));
    return capacity == null ? OptionalDouble.empty() : OptionalDouble.of(capacity);
  }

  /// The replicas that a load needs: 1 without load, and nothing where the capacity for any part of
  /// it is unknown. Loads of different work share the replicas.
  public OptionalInt demand(List<Offer> offers) {
    double replicas = 0;
    for (Offer offer : offers) {
      OptionalDouble capacity = capacity(offer.cpuMillis());
      if (capacity.isEmpty()) {
        return OptionalInt.empty();
      }
      replicas += offer.ratePerSecond() / capacity.getAsDouble();
    }
    return OptionalInt.of((int) Math.max(1, Math.ceil(replicas - 1e-9)));
  }

  /// The capacity for a trial: the one that its file gives, the one that is kept, or one that is
  /// measured now on a copy of the target.
  ///
  /// @return none where it cannot be found and the trial can do without, or where this cluster
  ///   cannot measure one at all: then the demand is the autoscaler's own, and the trial says so
  Capacity of(TrialFile trial, TrialBench bench, Consumer<String> progress) {
    long request = bench.requestsMilli().getOrDefault("cpu", 0L);
    String key =
        "%s request=%dm type=%s cpuMillis=%s arrivals=even"
            .formatted(
                bench.targetVersion(),
                request,
                trial.load().getOrDefault("type", "mixed"),
                trial.load().getOrDefault("cpuMillis", "-"));
    if (trial.capacity().isPresent()) {
      return Capacity.of(
          new Calibration(
              key, trial.capacity().getAsDouble(), Double.POSITIVE_INFINITY, 0, true, bench.now()));
    }
    Calibration known = kept.get(key);
    if (known != null && !trial.calibrate()) {
      return Capacity.of(known);
    }
    try {
      return Capacity.of(measure(key, trial, bench, (int) request, progress));
    } catch (IllegalStateException | InvalidTrialException impossible) {
      String because = String.valueOf(impossible.getMessage());
      if (trial.limits().isEmpty() || !bench.makesCopies()) {
        progress.accept("Goes on without a capacity: " + because);
        return Capacity.unknown(because);
      }
      throw new InvalidTrialException(
          "The elasticity limits need the capacity of one replica, which could not be found: %s Give it as `capacity:`."
              .formatted(because));
    }
  }

  private Calibration measure(
      String key, TrialFile trial, TrialBench bench, int request, Consumer<String> progress) {
    if (request <= 0) {
      throw new IllegalStateException("The target has no CPU request.");
    }
    Optional<String> foreign = bench.foreignNamespace();
    if (foreign.isPresent() && !trial.calibrate()) {
      throw new IllegalStateException(
          "It is measured on a copy of the target, and namespace %s is not the controller's own; `calibrate: true` asks for a copy there."
              .formatted(foreign.get()));
    }
    progress.accept("Starts a copy of the target with limit = request = %dm.".formatted(request));
    try (TargetCopy copy = bench.copyOfTarget(request)) {
      URI address = copy.awaitReady(COPY_PATIENCE);
      LiveProbe probe = new LiveProbe(bench, trial, address, progress);
      probe.warmUp(config.warmUp());
      double cpuMillis = probe.cpuMillis();
      Calibrator.Found found =
          Calibrator.search(
                  request / cpuMillis,
                  probe,
                  config.step().toSeconds(),
                  config.confirm().toSeconds())
              .orElseThrow(() ->
                  new IllegalStateException(
                      "One replica at its CPU request of %dm holds the SLO at no rate that was tried."
                          .formatted(request)));
      Calibration calibration =
          new Calibration(key, found.held(), found.missedAt(), found.windows(), false, bench.now());
      remember(calibration, cpuMillis);
      keep(calibration, cpuMillis);
      return calibration;
    }
  }

  private void keep(Calibration calibration, double cpuMillis) {
    if (file.isEmpty()) {
      return;
    }
    Map<String, Object> document = new LinkedHashMap<>(calibration.document());
    document.put("cpuMillis", cpuMillis);
    try {
      Files.createDirectories(Objects.requireNonNull(file.get().getParent()));
      Files.writeString(
          file.get(),
          json.writeValueAsString(document) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.warnf("a capacity was not kept file=%s cause=%s", file.get(), e.getMessage());
    }
  }
}
