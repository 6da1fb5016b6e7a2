package dev.bellows.loadtester.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.core.schedule.RateCurve;
import dev.bellows.core.schedule.shape.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shapes in the body of a request, for a run of 100 s whose level 100 is 40 requests/s.
final class JsonShapeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void json_can_add_shapes_that_share_no_parameters() {
    RateCurve curve =
        body(
            """
            {"shape": {"kind": "sum", "scale": 2, "of": [
              {"kind": "spike", "base": "0/s", "peak": "5/s", "at": "10s", "for": "10s"},
              {"kind": "spike", "base": "1/s", "peak": "9/s", "at": "15s", "for": "10s"}]}}
            """);
    assertThat(curve.ratePerSecond(5)).isEqualTo(2);
    assertThat(curve.ratePerSecond(12)).isEqualTo(12);
    assertThat(curve.ratePerSecond(17)).isEqualTo(28);
  }

  @Test
  void json_can_carry_a_recording() {
    RateCurve curve = body("{\"shape\": \"replay\", \"csv\": \"0,10\\n5,20\", \"scale\": 3}");
    assertThat(curve.ratePerSecond(4)).isEqualTo(30);
    assertThat(curve.ratePerSecond(6)).isEqualTo(60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"shape\": {\"base\": 1}} | kind must be given",
        "{\"shape\": {\"kind\": \"sum\"}} | of must be a list",
        "{\"shape\": {\"kind\": \"sum\", \"of\": [1]}} | shape must be an object",
        "{\"shape\": {\"kind\": \"spike\", \"colour\": 1}} | colour is not known here",
        "{\"shape\": [1]} | shape must be an object"
      })
  void a_bad_object_is_named(String body, String detail) {
    assertThatThrownBy(() -> body(body)).hasMessageStartingWith(detail);
  }

  private static RateCurve body(String json) {
    return Shape.read(new Parameters().withBody(json, JSON), 40, 100).curve();
  }
}
