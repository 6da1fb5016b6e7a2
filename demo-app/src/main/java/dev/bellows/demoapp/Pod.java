package dev.bellows.demoapp;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The name and version of this pod; the name goes on every answer as the header `X-Pod`, so that a
/// load tester attributes answers without parsing a body.
@Singleton
public final class Pod {

  private static final int FIRST = 1_000;

  /// Fits into a header and into JSON as it is.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");

  private final String name;
  private final String version;

  Pod(
      @ConfigProperty(name = "bellows.pod-name") String name,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the pod's name must be made of letters, digits, '.', '_' and '-', but was " + name);
    }
    this.name = name;
    this.version = version;
  }

  public String name() {
    return name;
  }

  public String version() {
    return version;
  }

  void signEveryAnswer(@Observes Filters filters) {
    filters.register(
        exchange -> {
          exchange.response().putHeader("X-Pod", name);
          exchange.next();
        },
        FIRST);
  }
}
