package dev.bellows.loadtester.api;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jspecify.annotations.Nullable;

/// Runs the service; a port that is taken is told in one sentence and an exit code.
@QuarkusMain
public final class Main {
  private static final int UNAVAILABLE = 69;

  private Main() {}

  public static void main(String[] arguments) {
    // Else what is no URI gets an empty answer before our own filter can say what is wrong.
    System.setProperty("vertx.disableURIValidation", "true");
    Quarkus.run(null, Main::exit, arguments);
  }

  private static void exit(int code, @Nullable Throwable failure) {
    System.exit(failure == null ? code : explain(failure, code));
  }

  private static int explain(Throwable failure, int otherwise) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof QuarkusBindException busy) {
        System.err.println(
            "Port %d is in use by another process: end that process or choose another port."
                .formatted(busy.getPort()));
        return UNAVAILABLE;
      }
    }
    failure.printStackTrace();
    return otherwise == 0 ? 1 : otherwise;
  }
}
