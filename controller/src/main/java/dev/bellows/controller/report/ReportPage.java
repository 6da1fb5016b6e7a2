package dev.bellows.controller.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes a report as one HTML file: the dashboard's lanes, style and drawing library are in it.
///
/// What the page reads of the JSON, all of it optional; parts that are missing are left out:
///
/// | field | what it is |
/// |---|---|
/// | `verdict`, `because` | `PASS`, `SLO_MISSED`, `ELASTICITY_MISSED`, `COST_MISSED`, `INVALID` or `INTERRUPTED`, and one sentence |
/// | `title`, `summary`, `writtenAt` | words of a report without a trial; ISO-8601 |
/// | `trial` | `{id, name, startedAt, endedAt}`, `verdict` and `because` here, too |
/// | `checks` | `[{name, words, limit, value, pass}]`: what was demanded and what came out, as texts; `pass` null where it was not judged |
/// | `findings` | `[{kind, sentence, evidence, fix}]` |
/// | `history` | as `/api/history` answers; times of marks ISO-8601 or epoch seconds |
/// | `sloMillis` | the line in the lane of latency |
/// | `scorecard` | that of a trial: `slo`, `elasticity`, `flaps`, `podStartUp`, `replicas`, `binding`, `requests` |
/// | `scorecard.scaleUps` | `[{fromReplicas, toReplicas, spans: [{stages: ["DETECT"], millis}]}]`, drawn as bars |
/// | `calibration` | `{requestsPerSecond, confidence}` |
/// | `noCapacityBecause`, `demandFrom` | where there is none: why, and what the demand follows from |
/// | `results`, `figures` | where there are several: `[{repetition, verdict, because}]`; name -> `{median, min, max}` |
/// | `earlier`, `regression` | `[{startedAt, verdict, figures}]`, newest first; a sentence |
/// | `cost` | that of a trial, with `currency` |
/// | `hpa.diff`, `hpa.spec` | what to change, as a unified diff of YAML; the spec under test |
/// | `fingerprint` | any object: versions, machine, HPA |
public final class ReportPage {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*\\R");
  private static final Pattern EXPORT = Pattern.compile("(?m)^export ");
  private static final List<String> STYLES =
      List.of("theme.css", "uPlot.min.css", "lanes.css", "report.css");

  /// In the order of their imports: joined they are one module.
  private static final List<String> MODULES =
      List.of("format.js", "series.js", "lanes.js", "report.js");

  private ReportPage() {}

  /// @param reportJson one JSON object
  public static String of(String reportJson) {
    return PLACE
        .matcher(read("report.html"))
        .replaceAll(place -> Matcher.quoteReplacement(content(place.group(1), reportJson)));
  }

  private static String content(String place, String reportJson) {
    return switch (place) {
      case "styles" -> joined(STYLES, ReportPage::read);
      case "library" -> read("uPlot.iife.min.js");
      case "modules" -> joined(MODULES, ReportPage::readModule);
      // No text within the JSON can end the element that holds it.
      case "report" -> reportJson.replace("<", "\\u003c");
      default -> throw new IllegalStateException("report.html has an unknown place: " + place);
    };
  }

  private static String joined(List<String> files, Function<String, String> reader) {
    return files.stream().map(reader).collect(Collectors.joining("\n"));
  }

  private static String readModule(String file) {
    String withoutImports = IMPORT.matcher(read(file)).replaceAll("");
    return EXPORT.matcher(withoutImports).replaceAll("");
  }

  private static String read(String file) {
    try (InputStream stream = ReportPage.class.getResourceAsStream("/dashboard/" + file)) {
      if (stream == null) {
        throw new FileNotFoundException(file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the report's template cannot be read", e);
    }
  }
}
