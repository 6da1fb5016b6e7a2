package dev.bellows.cli.load;

import dev.bellows.cli.api.Json;
import java.util.Locale;

/// One run in one line: how far it is, what it sends, what came back.
public final class RunLine {
  private RunLine() {}

  public static String of(Json run) {
    Json corrected = run.at("latency").at("corrected");
    return String.format(
        Locale.ROOT,
        "%s %s  %.1f of %.1f req/s  sent %,d  answered %,d  failed %,d  dropped %,d  p50 %.1f ms"
            + "  p95 %.1f ms  p99 %.1f ms",
        run.text("id"),
        run.text("state"),
        run.number("achievedRate"),
        run.number("targetRate"),
        run.count("sent"),
        run.count("answered"),
        run.count("failed"),
        run.count("dropped"),
        corrected.number("p50"),
        corrected.number("p95"),
        corrected.number("p99"));
  }
}
