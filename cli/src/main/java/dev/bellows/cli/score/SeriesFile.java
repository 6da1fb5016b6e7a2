package dev.bellows.cli.score;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.InputFile;
import dev.bellows.core.scorecard.InvalidSeriesException;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.scorecard.StepSeries.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `{"until": seconds, "demand": [[atSeconds, replicas], ...], "supply": [...]}`. Other
/// fields are skipped. Whatever is wrong is told with its line and its path.
final class SeriesFile {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// Within these no score can leave the range of numbers.
  private static final double SHORTEST = 0.001;

  private static final double LONGEST = 1e12;
  private static final double MOST_REPLICAS = 1e9;

  private final InputFile file;
  private final JsonParser parser;
  private final Map<String, StepSeries> series = new HashMap<>();
  private @Nullable Double until;
  private int untilLine = 1;

  private SeriesFile(InputFile file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /// @throws CommandFailure in one sentence when the file cannot be scored
  static RecordedSeries read(InputFile file) {
    return file.read(text -> {
      try (JsonParser parser = JSON.createParser(text)) {
        return new SeriesFile(file, parser).recording();
      } catch (JsonProcessingException malformed) {
        String problem = malformed.getOriginalMessage().replaceFirst(" \\(start marker.*", "");
        throw file.failure(
            malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr(),
            "no JSON: " + problem + ".");
      }
    });
  }

  private RecordedSeries recording() throws IOException {
    if (parser.nextToken() == null) {
      throw file.failure("it is empty, but must hold one JSON object.");
    }
    expect(JsonToken.START_OBJECT, "the recording must be a JSON object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "until" -> until();
        case "demand", "supply" -> series.put(field, points(field));
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw wrong("after the recording there must be nothing");
    }
    return checked();
  }

  private void until() throws IOException {
    untilLine = line();
    until = number("until");
    if (!(until >= SHORTEST && until <= LONGEST)) {
      throw wrong(
          "until must be a number of seconds from %s to %s, but was %s"
              .formatted(SHORTEST, LONGEST, until));
    }
  }

  private StepSeries points(String field) throws IOException {
    expect(JsonToken.START_ARRAY, field + " must be an array of [atSeconds, replicas]");
    List<Point> points = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String path = field + "[" + points.size() + "]";
      String rule = path + " must be [atSeconds, replicas]";
      expect(JsonToken.START_ARRAY, rule);
      lines.add(line());
      parser.nextToken();
      double at = number(path + "[0]");
      parser.nextToken();
      double replicas = number(path + "[1]");
      if (replicas > MOST_REPLICAS) {
        throw wrong(path + "[1] must be at most %s, but was %s".formatted(MOST_REPLICAS, replicas));
      }
      parser.nextToken();
      expect(JsonToken.END_ARRAY, rule);
      points.add(new Point(at, replicas));
    }
    try {
      return new StepSeries(points);
    } catch (InvalidSeriesException invalid) {
      String path = points.isEmpty() ? field : field + "[" + invalid.index() + "]";
      throw file.failure(
          points.isEmpty() ? line() : lines.get(invalid.index()),
          path + ": " + invalid.getMessage() + ".");
    }
  }

  private RecordedSeries checked() {
    Double end = until;
    if (end == null) {
      throw file.failure("until is missing: the end of the recording in seconds.");
    }
    StepSeries demand = present("demand", "the replicas needed");
    StepSeries supply = present("supply", "the replicas Ready");
    checkEnd("demand", demand, end);
    checkEnd("supply", supply, end);
    return new RecordedSeries(end, demand, supply);
  }

  private StepSeries present(String field, String meaning) {
    StepSeries found = series.get(field);
    if (found == null) {
      throw file.failure(field + " is missing: " + meaning + " as [[atSeconds, replicas], ...].");
    }
    return found;
  }

  private void checkEnd(String field, StepSeries of, double end) {
    if (of.lastSeconds() > end) {
      throw file.failure(
          untilLine,
          "until must not be before the last point of %s (%s s), but was %s s."
              .formatted(field, of.lastSeconds(), end));
    }
  }

  private double number(String path) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw wrong(path + " must be a number, but was " + shown());
    }
    return parser.getDoubleValue();
  }

  private void expect(JsonToken token, String rule) throws IOException {
    if (parser.currentToken() != token) {
      throw wrong(rule + ", but there was " + shown());
    }
  }

  private String shown() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "the end of the file";
    }
    return switch (token) {
      case VALUE_STRING -> "\"" + parser.getText() + "\"";
      case END_ARRAY -> "the end of the array";
      default -> parser.getText();
    };
  }

  private CommandFailure wrong(String problem) {
    return file.failure(line(), problem + ".");
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
