package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JUnitTextTest {
  private static final Map<String, Object> HELD = check(true);
  private static final Map<String, Object> MISSED = check(false);

  @Test
  void every_check_is_a_case_and_one_that_was_missed_has_failed() throws Exception {
    Element suite = suite(trial("SLO_MISSED", repetition(1, "SLO_MISSED", HELD, MISSED)));
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("0");
    assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-22T12:00:00");
    assertThat(suite.getAttribute("time")).isEqualTo("90");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("at most 10 %, but was 5 of 24");
    assertThat(failure.getAttribute("type")).isEqualTo("SLO_MISSED");
  }

  @Test
  void ci_passes_where_the_median_repetition_does() throws Exception {
    Element suite =
        suite(
            trial(
                "PASS",
                repetition(1, "SLO_MISSED", MISSED),
                repetition(2, "PASS", HELD),
                repetition(3, "PASS", HELD)));
    assertThat(suite.getAttribute("failures")).isEqualTo("0");
    assertThat(suite.getTextContent()).contains("Repetition 1: SLO_MISSED.");
  }

  @Test
  void an_interrupted_trial_is_an_error_though_a_repetition_had_passed() throws Exception {
    Element suite = suite(trial("INTERRUPTED", repetition(1, "PASS", HELD)));
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(1);
  }

  @Test
  void what_people_wrote_cannot_break_it() throws Exception {
    String nasty = "<&>\"']]>\u0000\u001b\ud83d\ude80 \ud800";
    Map<String, Object> trial =
        Map.of("name", nasty, "verdict", "INVALID", "because", nasty, "setUp", Map.of("os", nasty));
    assertThat(suite(trial).getAttribute("name")).startsWith("<&>\"']]>??\ud83d\ude80");
  }

  @SafeVarargs
  private static Map<String, Object> trial(String verdict, Map<String, Object>... repetitions) {
    return Map.of(
        "name",
        "heavy",
        "verdict",
        verdict,
        "because",
        "So it was.",
        "startedAt",
        "2026-11-22T12:00:00.123Z",
        "endedAt",
        "2026-11-22T12:01:30.5Z",
        "results",
        List.of(repetitions));
  }

  @SafeVarargs
  private static Map<String, Object> repetition(
      int number, String verdict, Map<String, Object>... checks) {
    return Map.of(
        "repetition", number, "verdict", verdict, "because", "", "checks", List.of(checks));
  }

  private static Map<String, Object> check(boolean pass) {
    return Map.of("name", "Windows", "limit", "at most 10 %", "value", "5 of 24", "pass", pass);
  }

  private static Element suite(Map<String, Object> trial) throws Exception {
    byte[] xml = JUnitText.of(trial).getBytes(StandardCharsets.UTF_8);
    return (Element)
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml))
            .getElementsByTagName("testsuite")
            .item(0);
  }
}
