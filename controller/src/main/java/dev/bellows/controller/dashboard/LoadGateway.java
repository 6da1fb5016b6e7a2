package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.load.LoadTesters;
import dev.bellows.controller.load.TesterAnswer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Passes requests on to the load tester and its answers back as they are, problem documents
/// included; only links are made to lead through this service.
@Singleton
final class LoadGateway {
  private static final byte[] NOTHING = {};

  private final LoadTesters testers;
  private final ObjectMapper json;

  LoadGateway(LoadTesters testers, ObjectMapper json) {
    this.testers = testers;
    this.json = json;
  }

  /// Asks the tester on our own account.
  Uni<Response> ask(String path) {
    return testers.send("GET", path, MediaType.APPLICATION_JSON, NOTHING).map(this::response);
  }

  Uni<Response> pass(String method, String path, HttpServerRequest request) {
    return pass(method, path, request, null, NOTHING);
  }

  Uni<Response> pass(
      String method,
      String path,
      HttpServerRequest request,
      @Nullable String type,
      byte @Nullable [] body) {
    String query = request.query();
    return testers
        .send(
            method,
            query == null ? path : path + "?" + query,
            type == null ? MediaType.APPLICATION_JSON : type,
            body == null ? NOTHING : body)
        .map(this::response);
  }

  private Response response(TesterAnswer answer) {
    Response.ResponseBuilder response = Response.status(answer.status());
    if (answer.body().length > 0) {
      response.type(answer.contentType()).entity(body(answer));
    }
    answer
        .location()
        .ifPresent(location -> response.header("Location", RunLinks.throughUs(location)));
    return response.build();
  }

  private byte[] body(TesterAnswer answer) {
    if (!answer.contentType().startsWith(MediaType.APPLICATION_JSON)) {
      return answer.body();
    }
    try {
      return json.writeValueAsBytes(RunLinks.throughUs(json.readTree(answer.body())));
    } catch (IOException notJson) {
      return answer.body();
    }
  }
}
