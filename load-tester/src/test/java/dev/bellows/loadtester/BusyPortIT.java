package dev.bellows.loadtester;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The packaged service beside a program that has its port.
@Tag("acceptance")
final class BusyPortIT {

  @Test
  void a_port_that_is_taken_is_told_in_one_sentence_and_an_exit_code() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process service =
          ServiceProcess.on(taken.getLocalPort())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        String told = new String(service.getErrorStream().readAllBytes());
        assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(told)
            .isEqualTo(
                "Port %d is in use by another process: end that process or choose another port.%n"
                    .formatted(taken.getLocalPort()));
        assertThat(service.exitValue()).isEqualTo(69);
      } finally {
        service.destroyForcibly();
      }
    }
  }
}
