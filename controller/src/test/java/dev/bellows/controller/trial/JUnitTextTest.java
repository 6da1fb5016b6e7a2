package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JUnitTextTest {
  private static final Schema SCHEMA = schema();
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

  @Test
  void what_only_one_of_the_schemas_takes_is_refused() throws Exception {
    String xml = JUnitText.of(trial("PASS", repetition(1, "PASS", HELD)));
    for (String flaw :
        List.of(
            xml.replace("timestamp=\"2026-11-22T12:00:00\"", "timestamp=\"2026-11-22T12:00:00Z\""),
            xml.replace("<system-err/>", ""),
            xml.replace(" hostname=\"localhost\"", ""),
            xml.replace("time=\"90\"", "time=\"9e1\""))) {
      assertThat(flaw).isNotEqualTo(xml);
      assertThatThrownBy(
              () -> SCHEMA.newValidator().validate(new StreamSource(new StringReader(flaw))))
          .isInstanceOf(SAXException.class);
    }
  }

  @Test
  void that_no_capacity_is_known_is_told_with_its_reason() throws Exception {
    Map<String, Object> trial = new HashMap<>(trial("PASS", repetition(1, "PASS", HELD)));
    trial.put("noCapacityBecause", "The target has no CPU request.");
    assertThat(suite(trial).getTextContent())
        .contains("The capacity of one replica is not known: The target has no CPU request.");
  }

  private static Schema schema() {
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(JUnitTextTest.class.getResource("/junit/both.xsd"));
    } catch (SAXException broken) {
      throw new IllegalStateException(broken);
    }
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

  /// Read as a CI server does that checks what it is given.
  private static Element suite(Map<String, Object> trial) throws Exception {
    String xml = JUnitText.of(trial);
    SCHEMA.newValidator().validate(new StreamSource(new StringReader(xml)));
    return (Element)
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)))
            .getElementsByTagName("testsuite")
            .item(0);
  }
}
