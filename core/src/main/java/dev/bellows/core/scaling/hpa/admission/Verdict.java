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
  record NotDecodable(String message) implements Verdict {}
}
