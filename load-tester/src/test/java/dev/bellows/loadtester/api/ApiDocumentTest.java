package dev.bellows.loadtester.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The document that `/q/openapi` answers, held to the one that is generated from the resources:
/// only tests have the generator. `-Dgolden.update=true` writes the document anew.
@QuarkusTest
final class ApiDocumentTest {

  private static final Path RESOURCES = Path.of("src", "main", "resources");

  @ParameterizedTest
  @ValueSource(strings = {"openapi.json", "openapi.yaml"})
  void the_document_is_the_one_of_the_resources(String file) throws IOException {
    String generated =
        given().get("/q/generated-" + file).then().statusCode(200).extract().asString();
    Path document = RESOURCES.resolve(file);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(document, generated);
    }
    assertThat(Files.readString(document)).isEqualTo(generated);
  }

  @ParameterizedTest
  @CsvSource({
    "/q/openapi, */*, openapi.yaml",
    "/q/openapi, application/json, openapi.json",
    "/q/openapi?format=JSON, */*, openapi.json",
    "/q/openapi.json, */*, openapi.json",
    "/q/openapi.yaml, application/json, openapi.yaml",
    "/q/openapi.yml, */*, openapi.yaml"
  })
  void it_is_answered_as_asked(String path, String accept, String file) throws IOException {
    byte[] answered =
        given().accept(accept).get(path).then().statusCode(200).extract().asByteArray();
    try (InputStream document = getClass().getResourceAsStream("/" + file)) {
      assertThat(document).hasBinaryContent(answered);
    }
  }
}
