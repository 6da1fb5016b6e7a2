package dev.bellows.cli.load;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.UrlText;
import dev.bellows.core.schedule.shape.BadValue;
import dev.bellows.core.schedule.shape.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A request for load, by the names that the load tester knows.
///
/// @param recording the text of a recorded load, or none
record Request(Map<String, String> parameters, @Nullable String recording) {
  /// With its line ends in JSON it is larger, and a load tester reads 4 MiB.
  private static final long LARGEST_RECORDING = 3_000_000;

  /// Reads the recording that `csv` names, and a duration with a unit.
  ///
  /// @throws BadValue when the recording cannot be read
  static Request of(Map<String, String> given) {
    Map<String, String> parameters = new TreeMap<>(given);
    Values values = Values.of(given);
    for (String name : new String[] {"duration", "warmup"}) {
      values.seconds(name).ifPresent(time -> parameters.put(name, Values.plain(time)));
    }
    String file = parameters.remove("csv");
    return new Request(parameters, file == null ? null : recording(Path.of(file)));
  }

  /// Everything as the load tester will read it.
  Values values() {
    Map<String, String> all = new TreeMap<>(parameters);
    if (recording != null) {
      all.put("csv", recording);
    }
    return Values.of(all);
  }

  /// Starts the load and returns the run. A recording is too long for an address.
  String start(Controller controller) {
    String path = "/api/load?" + query();
    return recording == null
        ? controller.post(path)
        : controller.post(path, json(Map.of("csv", recording)));
  }

  private String query() {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + UrlText.of(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String json(Map<String, String> body) {
    try {
      return JSON.std.asString(body);
    } catch (IOException impossible) {
      throw new IllegalStateException("a map of texts cannot be written as JSON", impossible);
    }
  }

  private static String recording(Path file) {
    try {
      if (Files.size(file) > LARGEST_RECORDING) {
        throw new BadValue(
            "csv",
            "must have at most %,d bytes, but %s has %,d"
                .formatted(LARGEST_RECORDING, file, Files.size(file)));
      }
      return Files.readString(file);
    } catch (NoSuchFileException absent) {
      throw new BadValue("csv", "must be a file, but there is no " + file);
    } catch (IOException unreadable) {
      throw new BadValue("csv", "must be a text file, but " + file + " cannot be read");
    }
  }
}
