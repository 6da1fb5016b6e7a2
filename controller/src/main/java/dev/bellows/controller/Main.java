package dev.bellows.controller;

import dev.bellows.controller.cluster.local.TargetNotBuiltException;
import dev.bellows.controller.cluster.local.manifest.ManifestException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.security.Security;
import org.jspecify.annotations.Nullable;

/// Runs the service; what keeps it from starting is told in one sentence and an exit code.
@QuarkusMain
public final class Main {
  private static final int BAD_INPUT = 64;
  private static final int UNAVAILABLE = 69;

  private Main() {}

  public static void main(String[] arguments) {
    // Else what is no URI gets an empty answer before our own guard can say what is wrong.
    System.setProperty("vertx.disableURIValidation", "true");
    // A name of many load testers changes with them; the JDK would keep it for half a minute.
    Security.setProperty("networkaddress.cache.ttl", "2");
    Security.setProperty("networkaddress.cache.negative.ttl", "1");
    Quarkus.run(null, Main::exit, arguments);
  }

  private static void exit(int code, @Nullable Throwable failure) {
    System.exit(failure == null ? code : explain(failure, code));
  }

  private static int explain(Throwable failure, int otherwise) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      int code =
          switch (cause) {
            case ManifestException flaw -> BAD_INPUT;
            case UnusableSettingException setting -> BAD_INPUT;
            case BusyPortException busy -> UNAVAILABLE;
            case TargetNotBuiltException missing -> UNAVAILABLE;
            default -> 0;
          };
      if (code != 0) {
        System.err.println(cause.getMessage());
        return code;
      }
    }
    failure.printStackTrace();
    return otherwise == 0 ? 1 : otherwise;
  }
}
