package dev.bellows.controller.load;

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
