package dev.bellows.controller.load;

import java.net.URI;

/// The load tester does not answer; the message is one sentence.
public final class TesterAbsentException extends RuntimeException {
  TesterAbsentException(URI tester, Throwable cause) {
    super("The load tester at %s does not answer; is it running?".formatted(tester), cause);
  }
}
