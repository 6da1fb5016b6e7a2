package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One load tester's part of a run, as far as it is known. Its [FleetRun] guards it.
final class Share {
  private final int index;
  private final String id;
  private final @Nullable Tester tester;
  private ObjectNode run;
  private Counts counts = Counts.NONE;
  private int nextSecond;
  private double toldSeconds;
  private long planned;
  private boolean over;
  private Instant lastWord;
  private @Nullable Instant missingSince;
  private @Nullable String lostBecause;
  private @Nullable Instant stopHeard;

  /// @param tester nobody if it was not found again
  /// @param run as the tester told it first
  Share(int index, String id, @Nullable Tester tester, ObjectNode run, Instant now) {
    this.index = index;
    this.id = id;
    this.tester = tester;
    this.run = run;
    this.lastWord = now;
  }

  void tell(ShareReport report, Instant now) {
    lastWord = now;
    missingSince = null;
    run = report.run();
    planned = report.planned();
    over = report.complete();
    if (!state().equals("RUNNING") && stopHeard == null) {
      stopHeard = now;
    }
  }

  /// @return whether it is the second that comes next, and not one that was told before
  boolean count(ShareSecond second) {
    if (second.second() != nextSecond) {
      return false;
    }
    nextSecond++;
    counts = second.counts();
    toldSeconds = second.endNanos() / 1e9;
    return true;
  }

  Duration silence(Instant now) {
    return Duration.between(lastWord, now);
  }

  void miss() {
    missingSince = missingSince == null ? lastWord : missingSince;
  }

  void lose(String because) {
    miss();
    lostBecause = because;
  }

  int index() {
    return index;
  }

  String id() {
    return id;
  }

  @Nullable Tester tester() {
    return tester;
  }

  ObjectNode run() {
    return run;
  }

  String state() {
    return run.path("state").asText();
  }

  Counts counts() {
    return counts;
  }

  int nextSecond() {
    return nextSecond;
  }

  double toldSeconds() {
    return toldSeconds;
  }

  long planned() {
    return planned;
  }

  boolean isOver() {
    return over;
  }

  @Nullable String lostBecause() {
    return lostBecause;
  }

  boolean isLost() {
    return lostBecause != null;
  }

  /// Neither lost nor silent.
  boolean isHeard() {
    return missingSince == null;
  }

  boolean goesOn() {
    return !over && !isLost();
  }

  /// Whether it had been stopped so long ago, though nobody asked us for it.
  boolean stoppedBefore(Instant moment) {
    return state().equals("STOPPED") && stopHeard != null && stopHeard.isBefore(moment);
  }

  String address() {
    return tester == null ? "unknown" : tester.address().toString();
  }

  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("address", address())
            .put("state", isHeard() ? state() : "MISSING")
            .put("run", id);
    if (missingSince != null) {
      json.put("missingSince", missingSince.toString());
    }
    return json;
  }
}
