package dev.bellows.controller.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.history.Point;
import dev.bellows.controller.history.PointText;
import dev.bellows.core.scaling.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Trials on disk: one document each, the seconds of each repetition beside it, and an index with a
/// line for every change of a trial, of which the last one counts. Lists are answered from memory.
/// Without a folder all of it is in memory.
final class TrialStore {
  private static final Logger LOG = Logger.getLogger(TrialStore.class);
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};
  private static final int MOST_IN_MEMORY = 100;
  private static final String SECONDS = ".jsonl";

  private final Optional<Path> folder;
  private final ObjectMapper json;
  private final Retention retention;
  private final Clock clock;
  private final Map<String, Map<String, Object>> headlines = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> documents = new LinkedHashMap<>();
  private final Map<String, List<Point>> series = new LinkedHashMap<>();

  TrialStore(Optional<Path> folder, ObjectMapper json, Retention retention, Clock clock) {
    this.folder = folder;
    this.json = json;
    this.retention = retention;
    this.clock = clock;
    folder.ifPresent(this::readBack);
  }

  private void readBack(Path home) {
    try {
      Files.createDirectories(home);
      for (String line : Files.readAllLines(index(home))) {
        readHeadline(line);
      }
      compact(home);
      retain();
    } catch (NoSuchFileException noneYet) {
      // No trial was ever run here.
    } catch (IOException e) {
      LOG.warnf("trials cannot be read folder=%s cause=%s", home, e.getMessage());
    }
  }

  private void readHeadline(String line) {
    try {
      Map<String, Object> headline = json.readValue(line, MAP);
      if (headline.get("id") instanceof String id) {
        headlines.put(id, headline);
      }
    } catch (IOException torn) {
      // A crash cut the line short; the one before it for the same trial counts.
    }
  }

  private void compact(Path home) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Map<String, Object> headline : headlines.values()) {
      lines.append(json.writeValueAsString(headline)).append('\n');
    }
    replace(index(home), lines.toString());
  }

  /// Newest first.
  synchronized List<Map<String, Object>> headlines() {
    return new ArrayList<>(headlines.values()).reversed();
  }

  synchronized Optional<Map<String, Object>> document(String id) {
    if (!headlines.containsKey(id)) {
      return Optional.empty();
    }
    Map<String, Object> inMemory = documents.get(id);
    if (inMemory != null) {
      return Optional.of(inMemory);
    }
    try {
      return folder.isEmpty()
          ? Optional.empty()
          : Optional.of(json.readValue(Files.readString(file(id, ".json")), MAP));
    } catch (IOException e) {
      return Optional.ofNullable(headlines.get(id));
    }
  }

  synchronized void put(String id, Map<String, Object> headline, Map<String, Object> document) {
    headlines.put(id, headline);
    documents.put(id, document);
    try {
      if (folder.isPresent()) {
        replace(file(id, ".json"), json.writeValueAsString(document));
        Files.writeString(
            index(folder.get()),
            json.writeValueAsString(headline) + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
        if (headline.get("verdict") != null) {
          documents.remove(id);
        }
      }
    } catch (IOException e) {
      LOG.warnf("a trial is in memory alone id=%s cause=%s", id, e.getMessage());
    }
    while (documents.size() > MOST_IN_MEMORY) {
      String oldest = documents.keySet().iterator().next();
      documents.remove(oldest);
      series.keySet().removeIf(name -> name.startsWith(oldest));
    }
  }

  synchronized void putSeries(
      String id, int repetition, List<Point> points, List<Decision> decisions) {
    if (folder.isEmpty()) {
      series.put(id + "." + repetition, points);
      return;
    }
    StringBuilder lines = new StringBuilder();
    points.forEach(point -> lines.append(PointText.write(point)).append('\n'));
    StringBuilder told = new StringBuilder();
    try {
      for (Decision decision : decisions) {
        told.append(json.writeValueAsString(decision.toDocument())).append('\n');
      }
      replace(file(id, "." + repetition + ".points.jsonl"), lines.toString());
      replace(file(id, "." + repetition + ".decisions.jsonl"), told.toString());
      retain();
    } catch (IOException e) {
      series.put(id + "." + repetition, points);
      LOG.warnf("the seconds of a trial are in memory alone id=%s cause=%s", id, e.getMessage());
    }
  }

  /// The seconds of a repetition, oldest first; none where they are no longer kept.
  synchronized List<Point> series(String id, int repetition) {
    List<Point> inMemory = series.get(id + "." + repetition);
    if (inMemory != null) {
      return inMemory;
    }
    if (folder.isEmpty() || !headlines.containsKey(id)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file(id, "." + repetition + ".points.jsonl"))) {
      return lines.flatMap(line -> PointText.read(line).stream()).toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  /// The seconds of the oldest trials go first, then the oldest trials.
  private void retain() throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    try (Stream<Path> files = Files.list(folder.orElseThrow())) {
      for (Path file : files.toList()) {
        sizes.put(file.getFileName().toString(), Files.size(file));
      }
    }
    long over = sizes.values().stream().mapToLong(Long::longValue).sum() - retention.mostBytes();
    for (String id : List.copyOf(headlines.keySet())) {
      over -= over > 0 ? delete(sizes, id, SECONDS) : 0;
    }
    int before = headlines.size();
    for (String id : List.copyOf(headlines.keySet())) {
      if (isPast(id) && (over > 0 || isOld(id))) {
        over -= delete(sizes, id, "");
        headlines.remove(id);
      }
    }
    if (headlines.size() < before) {
      compact(folder.orElseThrow());
    }
  }

  /// @return the bytes of the files of a trial that ended so
  private long delete(Map<String, Long> sizes, String id, String end) throws IOException {
    long freed = 0;
    for (String name : List.copyOf(sizes.keySet())) {
      if (name.startsWith(id + ".") && name.endsWith(end)) {
        Files.deleteIfExists(folder.orElseThrow().resolve(name));
        freed += Objects.requireNonNull(sizes.remove(name));
      }
    }
    return freed;
  }

  private boolean isPast(String id) {
    return Objects.requireNonNull(headlines.get(id)).get("verdict") != null;
  }

  private boolean isOld(String id) {
    return Objects.requireNonNull(headlines.get(id)).get("endedAt") instanceof String ended
        && Instant.parse(ended).isBefore(clock.instant().minus(retention.age()));
  }

  String text(Object document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a trial cannot be written as JSON", e);
    }
  }

  private Path file(String id, String end) {
    return folder.orElseThrow().resolve(id + end);
  }

  private static Path index(Path home) {
    return home.resolve("index.jsonl");
  }

  /// Whole or not at all, whenever the process is killed.
  private static void replace(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
