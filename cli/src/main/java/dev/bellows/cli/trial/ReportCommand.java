package dev.bellows.cli.trial;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import dev.bellows.cli.api.UrlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bellows report`: a trial, or any stretch of time, as one file.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Write the report of a trial, or of any stretch of time, as one self-contained file.",
      "Example: bellows report --last 1h -o report.html"
    })
public final class ReportCommand implements Runnable {
  private static final Set<String> FORMATS = Set.of("html", "json", "junit", "csv");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(arity = "0..1", paramLabel = "TRIAL", description = "Its id.")
  private @Nullable String id;

  @Option(names = "--last", paramLabel = "TIME", description = "The last 30m, 1h, 2d instead.")
  private @Nullable String last;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "From this time on, such as 2026-11-22T12:00 (here) or 2026-11-22T12:00:00Z; an hour before --to by default.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Until this time; now by default.")
  private @Nullable String to;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "html, json, junit or csv (default: by the file's name, else html).")
  private @Nullable String format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it; standard output by default.")
  private @Nullable Path output;

  @Override
  public void run() {
    if ((id == null) == (last == null && from == null && to == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "Name a trial, or a time with --last or with --from and --to, and not both.");
    }
    String chosen = format();
    String ending = chosen.equals("junit") ? "xml" : chosen;
    try (Controller controller = server.connect()) {
      String report =
          controller.get(
              id == null
                  ? "/api/reports?%sformat=%s".formatted(time(), ending)
                  : "/api/reports/%s.%s".formatted(UrlText.of(id), ending));
      if (output == null) {
        spec.commandLine().getOut().println(report);
        return;
      }
      Files.writeString(output, report);
      new Screen(spec.commandLine().getOut()).line("Wrote %s.", output);
    } catch (IOException unwritable) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "%s cannot be written: %s".formatted(output, unwritable.getMessage()));
    }
  }

  private String time() {
    StringBuilder query = new StringBuilder();
    if (last != null) {
      query.append("last=").append(UrlText.of(last)).append('&');
    }
    if (from != null) {
      query.append("from=").append(UrlText.of(instant(from))).append('&');
    }
    if (to != null) {
      query.append("to=").append(UrlText.of(instant(to))).append('&');
    }
    return query.toString();
  }

  /// A time without a zone is one of this machine's clock.
  private static String instant(String text) {
    try {
      return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant().toString();
    } catch (DateTimeParseException withZone) {
      return text;
    }
  }

  private String format() {
    String chosen = format;
    if (chosen == null) {
      String name = output == null ? "" : output.toString().toLowerCase(Locale.ROOT);
      chosen =
          name.endsWith(".json")
              ? "json"
              : name.endsWith(".xml") ? "junit" : name.endsWith(".csv") ? "csv" : "html";
    }
    if (!FORMATS.contains(chosen)) {
      throw new ParameterException(
          spec.commandLine(),
          "--format must be html, json, junit or csv, but was '%s'.".formatted(chosen));
    }
    return chosen;
  }
}
