package dev.bellows.controller.load;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.List;
import java.util.stream.Collectors;

/// No load tester answers; the message is one sentence.
public final class TesterAbsentException extends RuntimeException {
  TesterAbsentException(Object tester, Throwable cause) {
    super("The load tester at %s does not answer; is it running?".formatted(tester), cause);
  }

  TesterAbsentException(List<?> testers, Throwable cause) {
    super(
        testers.size() == 1
            ? "The load tester at %s does not answer; is it running?".formatted(testers.getFirst())
            : "None of the load testers at %s answers; is one running?"
                .formatted(
                    testers.stream().map(Object::toString).collect(Collectors.joining(", "))),
        cause);
  }

  /// Whether it is sure that nobody is there, rather than somebody who says nothing.
  boolean nobodyThere() {
    for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof NoRouteToHostException
          || cause instanceof ConnectException && !(cause instanceof ConnectTimeoutException)) {
        return true;
      }
    }
    return false;
  }
}
