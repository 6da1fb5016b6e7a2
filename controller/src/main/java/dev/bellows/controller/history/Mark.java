package dev.bellows.controller.history;

import java.time.Instant;

/// Something that happened at one moment and is worth a mark above the curves.
///
/// @param id grows with every mark, over restarts, too
/// @param object kind and name, such as `pod/demo-app-x7k2p`
/// @param text a sentence for people
public record Mark(long id, Instant time, Kind kind, String object, String text) {

  public enum Kind {
    DECISION("decision"),
    POD_CREATED("pod-created"),
    POD_READY("pod-ready"),
    POD_GONE("pod-gone"),
    RUN_STARTED("run-started"),
    RUN_ENDED("run-ended"),
    CHAOS("chaos"),
    FINDING("finding"),
    HPA_CHANGED("hpa-changed"),
    WARNING("warning");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// As it is written in JSON.
    public String word() {
      return word;
    }

    static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      return WARNING;
    }
  }
}
