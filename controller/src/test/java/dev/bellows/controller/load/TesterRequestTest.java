package dev.bellows.controller.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class TesterRequestTest {

  @ParameterizedTest
  @CsvSource({
    "/load?lease=5, true",
    "/load?rate=5&lease, true",
    "/load?release=5&a=lease, false",
    "/load?=&&x=&lease=, true",
    "/load?=, false",
    "/load?, false",
    "/load, false",
  })
  void a_query_names_what_stands_before_the_sign(String pathAndQuery, boolean asks) {
    TesterRequest request = new TesterRequest("POST", pathAndQuery, "", new byte[0]);
    assertThat(request.asksFor("lease")).isEqualTo(asks);
  }
}
