package dev.bellows.controller.dashboard;

import dev.bellows.controller.report.ReportPage;
import dev.bellows.controller.trial.Reports;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reports of a trial or of any stretch of time: a page, JSON, JUnit's XML, CSV.
@Path("/api/reports")
final class ReportsResource {
  private static final Set<String> FORMATS = Set.of("html", "json", "xml", "junit", "csv");

  private final Reports reports;
  private final Clock clock = Clock.systemUTC();

  ReportsResource(Reports reports) {
    this.reports = reports;
  }

  @GET
  public Response ofTime(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("last") @Nullable String last,
      @QueryParam("format") @DefaultValue("html") String format) {
    TimeRange range = TimeRange.of(from, to, last, clock.instant());
    Reports.Report report =
        reports
            .ofTime(range.from(), range.to())
            .orElseThrow(() -> ProblemException.unknown("Nothing was recorded in that time."));
    return answer(report, checked(format), "report");
  }

  @GET
  @Path("/{file}")
  public Response ofTrial(@PathParam("file") String file) {
    int dot = file.lastIndexOf('.');
    if (dot < 0) {
      throw ProblemException.invalid(
          "file",
          "The report must be a trial with .html, .json, .xml or .csv, but was '%s'."
              .formatted(file));
    }
    String id = file.substring(0, dot);
    Reports.Report report =
        reports
            .ofTrial(id)
            .orElseThrow(() -> ProblemException.unknown("There is no trial %s.".formatted(id)));
    return answer(report, checked(file.substring(dot + 1)), id);
  }

  private static String checked(String format) {
    if (!FORMATS.contains(format)) {
      throw ProblemException.invalid(
          "format", "format must be html, json, xml or csv, but was '%s'.".formatted(format));
    }
    return format;
  }

  private static Response answer(Reports.Report report, String format, String name) {
    return switch (format) {
      case "html" -> Response.ok(ReportPage.of(report.json()), "text/html;charset=UTF-8").build();
      case "json" -> Response.ok(report.json(), MediaType.APPLICATION_JSON).build();
      case "csv" ->
          Response.ok(report.csv(), "text/csv;charset=UTF-8")
              .header(
                  HttpHeaders.CONTENT_DISPOSITION,
                  "attachment; filename=\"%s.csv\"".formatted(name))
              .build();
      default -> Response.ok(report.junit(), "application/xml;charset=UTF-8").build();
    };
  }
}
