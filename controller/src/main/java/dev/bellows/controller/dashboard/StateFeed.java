package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.time.Duration;

/// The state once a second, written once for all who watch, and not at all while nobody does.
@Singleton
final class StateFeed {
  private final StateBoard board;
  private final ObjectMapper json;
  private final Multi<String> states;

  StateFeed(StateBoard board, ObjectMapper json) {
    this.board = board;
    this.json = json;
    this.states =
        Multi.createFrom()
            .ticks()
            .every(Duration.ofSeconds(1))
            .onOverflow()
            .drop()
            .map(tick -> document())
            .broadcast()
            .withCancellationAfterLastSubscriberDeparture()
            .toAllSubscribers();
  }

  String document() {
    try {
      return json.writeValueAsString(board.state());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the state cannot be written as JSON", e);
    }
  }

  /// For one who watches: the state now, then every second. One who reads too slowly misses states.
  Multi<String> states() {
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(this::document), states.onOverflow().dropPreviousItems());
  }
}
