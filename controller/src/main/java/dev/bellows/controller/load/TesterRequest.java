package dev.bellows.controller.load;

import java.util.Arrays;

/// A request to a load tester.
///
/// @param pathAndQuery legal in a URI
/// @param contentType of the body, if there is one
record TesterRequest(String method, String pathAndQuery, String contentType, byte[] body) {

  boolean changesSomething() {
    return !method.equals("GET") || path().equals("/load");
  }

  String path() {
    int question = pathAndQuery.indexOf('?');
    return question < 0 ? pathAndQuery : pathAndQuery.substring(0, question);
  }

  /// Whether its query names this.
  boolean asksFor(String parameter) {
    String query = pathAndQuery.substring(Math.min(pathAndQuery.length(), path().length() + 1));
    return Arrays.stream(query.split("&"))
        .anyMatch(pair -> pair.split("=", 2)[0].equals(parameter));
  }

  /// The same request with more in its query.
  TesterRequest with(String parameters) {
    String joint = pathAndQuery.indexOf('?') < 0 ? "?" : "&";
    return new TesterRequest(method, pathAndQuery + joint + parameters, contentType, body);
  }

  /// The same request to another path.
  TesterRequest at(String path) {
    return new TesterRequest(
        method, path + pathAndQuery.substring(path().length()), contentType, body);
  }
}
