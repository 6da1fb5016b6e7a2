package dev.bellows.cli.monitor;

import dev.bellows.cli.api.Json;
import dev.bellows.cli.draw.Glyphs;
import dev.bellows.cli.watch.Happening;
import java.time.Instant;
import java.util.List;

/// All that the page draws, at one moment.
///
/// @param server the controller's address
/// @param cpuTarget CPU that a pod should use \[millicores\], or 0 where it is not known
/// @param happened oldest first
/// @param link how the picture comes in
/// @param since when the link became what it is
/// @param note what stands below instead of the keys: a question or an answer; empty for none
record Picture(
    String server,
    Instant now,
    Json state,
    double cpuTarget,
    Trend trend,
    List<Happening> happened,
    Link link,
    Instant since,
    String note,
    boolean help,
    Glyphs glyphs) {

  enum Link {
    LIVE,
    /// Connected, but nothing has come for a while.
    STALLED,
    LOST
  }
}
