package dev.bellows.cli.lab;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The accessibility checker axe within a page.
final class Axe {
  private Axe() {}

  /// What keeps people from using the page.
  static List<?> seriousViolations(Page page) throws IOException {
    // Not as a script element: the page's policy would refuse it.
    page.evaluate(script());
    return (List<?>)
        page.evaluate(
            """
            async () => (await axe.run()).violations
              .filter((found) => ['serious', 'critical'].includes(found.impact))
              .flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.html} ${node.failureSummary}`))
            """);
  }

  private static String script() throws IOException {
    try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
      if (script == null) {
        throw new IOException("axe.min.js is not on the class path");
      }
      return "() => { " + new String(script.readAllBytes(), StandardCharsets.UTF_8) + " }";
    }
  }
}
