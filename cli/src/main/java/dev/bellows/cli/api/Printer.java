package dev.bellows.cli.api;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/// Documents of plain maps and lists as JSON.
public record Printer(PrintWriter out) {

  /// On one line.
  public void line(Object document) {
    out.println(json(JSON.std, document));
  }

  /// Indented.
  public void page(Object document) {
    out.println(json(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT), document));
  }

  private static String json(JSON writer, Object document) {
    try {
      return writer.asString(document);
    } catch (IOException impossible) {
      throw new UncheckedIOException("plain values are always JSON", impossible);
    }
  }
}
