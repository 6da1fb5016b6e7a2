package dev.bellows.loadtester.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class FleetTermsTest {
  private static final Instant ASKED = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant AGREED = ASKED.plusSeconds(1);

  @Test
  void a_run_begins_when_it_was_agreed_or_as_early_as_it_can() {
    Instant earliest = ASKED.plusMillis(50);

    assertThat(terms("startAt=" + AGREED).start(ASKED, earliest)).isEqualTo(AGREED);
    assertThat(terms("slice=0/1").start(ASKED, earliest)).isEqualTo(earliest);
  }

  @Test
  void a_request_that_took_too_long_to_read_does_not_begin_late() {
    FleetTerms terms = terms("startAt=" + AGREED);

    assertThatThrownBy(() -> terms.start(AGREED.plusMillis(1), AGREED))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "startAt, 2026-11-22T12:00:01Z, was over before the request had been read; say a later one.");
  }

  private static FleetTerms terms(String text) {
    String[] sides = text.split("=");
    MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>(Map.of(sides[0], sides[1]));
    return FleetTerms.read(Parameters.ofQuery(query), ASKED);
  }
}
