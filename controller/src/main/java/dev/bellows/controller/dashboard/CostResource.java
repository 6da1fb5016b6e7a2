package dev.bellows.controller.dashboard;

import dev.bellows.controller.trial.Costs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the bench costs, and what would cost less. Nothing here changes anything.
@Path("/api/cost")
@Produces(MediaType.APPLICATION_JSON)
final class CostResource {
  private static final int MOST_PERCENT = 90;

  private final Costs costs;
  private final Clock clock = Clock.systemUTC();

  CostResource(Costs costs) {
    this.costs = costs;
  }

  /// The cost of a time; of the last hour without a wish.
  @GET
  public Map<String, Object> cost(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("last") @Nullable String last) {
    TimeRange range = TimeRange.of(from, to, last, clock.instant());
    return costs
        .of(range.from(), range.to())
        .orElseThrow(() -> ProblemException.unknown("Nothing was recorded in that time."));
  }

  /// Settings that would have cost so much less in that time, by the autoscaler in virtual time.
  @POST
  @Path("/optimize")
  public Map<String, Object> optimize(
      @QueryParam("percent") @Nullable String percent,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("last") @Nullable String last) {
    TimeRange range = TimeRange.of(from, to, last, clock.instant());
    try {
      return costs.optimize(range.from(), range.to(), share(percent));
    } catch (IllegalStateException unknown) {
      throw ProblemException.conflict(String.valueOf(unknown.getMessage()));
    }
  }

  private static int share(@Nullable String percent) {
    try {
      int share = percent == null ? 20 : Integer.parseInt(percent);
      if (share >= 1 && share <= MOST_PERCENT) {
        return share;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the sentence that gives the range.
    }
    throw ProblemException.invalid(
        "percent",
        "percent must be a whole number from 1 to %d, but was '%s'."
            .formatted(MOST_PERCENT, percent));
  }
}
