package dev.bellows.controller.dashboard;

import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.history.Journal;
import dev.bellows.core.scaling.Decision;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// What can be read of the bench; every answer comes from memory.
@Path("/api")
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
final class StateResource {
  private static final int MOST = 1000;

  private final StateBoard board;
  private final StateFeed feed;
  private final Journal<Decision> decisions;
  private final Journal<ClusterEvent> events;

  StateResource(
      StateBoard board, StateFeed feed, Journal<Decision> decisions, Journal<ClusterEvent> events) {
    this.board = board;
    this.feed = feed;
    this.decisions = decisions;
    this.events = events;
  }

  @GET
  @Path("/state")
  public StateDocument state() {
    return board.state();
  }

  @GET
  @Path("/state/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<String> states() {
    return feed.states();
  }

  @GET
  @Path("/pods")
  public List<StateDocument.Pod> pods() {
    return board.state().pods();
  }

  /// Decisions, newest first.
  @GET
  @Path("/decisions")
  public List<StateDocument.DecisionDetail> decisions(
      @QueryParam("limit") @DefaultValue("100") String limit) {
    return decisions.newest(most(limit)).stream().map(StateDocument.DecisionDetail::of).toList();
  }

  /// Events, newest first.
  @GET
  @Path("/events")
  public List<ClusterEvent> events(@QueryParam("limit") @DefaultValue("100") String limit) {
    return events.newest(most(limit));
  }

  private static int most(String limit) {
    try {
      int most = Integer.parseInt(limit);
      if (most >= 1 && most <= MOST) {
        return most;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the sentence that gives the range.
    }
    throw ProblemException.invalid(
        "limit", "limit must be a whole number from 1 to %d, but was '%s'.".formatted(MOST, limit));
  }
}
