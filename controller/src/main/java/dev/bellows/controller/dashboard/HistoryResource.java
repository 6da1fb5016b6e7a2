package dev.bellows.controller.dashboard;

import dev.bellows.controller.history.History;
import dev.bellows.controller.history.SeriesText;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// What was recorded, as columns over time.
@Path("/api/history")
@Produces(MediaType.APPLICATION_JSON)
final class HistoryResource {
  private static final int MOST_POINTS = 10_000;

  private final History history;
  private final Clock clock = Clock.systemUTC();

  HistoryResource(History history) {
    this.history = history;
  }

  /// The time from `from` to `to` (ISO-8601 or seconds since 1970), or the last while (`5m`, `2h`).
  ///
  /// @param points columns are not longer than this
  @GET
  public String series(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("last") @Nullable String last,
      @QueryParam("points") @DefaultValue("1200") String points) {
    TimeRange range = TimeRange.of(from, to, last, clock.instant());
    return SeriesText.write(
        range.from(),
        range.to(),
        history.between(range.from().getEpochSecond(), range.to().getEpochSecond()),
        most(points));
  }

  private static int most(String points) {
    try {
      int most = Integer.parseInt(points);
      if (most >= 1 && most <= MOST_POINTS) {
        return most;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the sentence that gives the range.
    }
    throw ProblemException.invalid(
        "points",
        "points must be a whole number from 1 to %d, but was '%s'.".formatted(MOST_POINTS, points));
  }
}
