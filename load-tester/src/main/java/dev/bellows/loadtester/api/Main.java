package dev.bellows.loadtester.api;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/// Runs the service.
@QuarkusMain
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    // Else what is no URI gets an empty answer before our own filter can say what is wrong.
    System.setProperty("vertx.disableURIValidation", "true");
    Quarkus.run(arguments);
  }
}
