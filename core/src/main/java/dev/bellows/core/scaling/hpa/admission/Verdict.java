package dev.bellows.core.scaling.hpa.admission;

import java.util.List;
import java.util.Map;

/// What the API server makes of a document.
public sealed interface Verdict {

  /// Taken: 201.
  ///
  /// @param spec with its defaults, quantities in canonical form
  record Accepted(Map<String, Object> spec) implements Verdict {}

  /// Read, but against the rules: 422.
  ///
  /// @param causes in the API server's order
  record Invalid(List<Cause> causes) implements Verdict {

    public Invalid {
      causes = List.copyOf(causes);
    }
  }

  /// Not even readable: 400. A wrong type, an unknown field, a number out of range.
  ///
  /// @param message in the API server's words
  /// @param field the path of what it is about, which the message does not always tell: of several
  ///   unknown fields the first, empty for the whole document
  record NotDecodable(String message, String field) implements Verdict {}
}
