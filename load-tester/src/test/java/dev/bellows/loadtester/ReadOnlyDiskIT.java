package dev.bellows.loadtester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.loadtester.http.StubServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The packaged service in a container whose disk cannot be written to, nor its folder for
/// temporary files.
final class ReadOnlyDiskIT {

  /// A folder in which not even root can make a file.
  private static final String READ_ONLY = "-Djava.io.tmpdir=/proc";

  @Test
  void load_is_applied_without_a_disk_for_the_epoll_library() throws Exception {
    try (StubServer server = new StubServer(StubServer.OK);
        ServiceProcess tester = new ServiceProcess(READ_ONLY)) {
      assertThat(tester.status("/load?rate=20&duration=1&arrivals=even&target=" + server.url()))
          .isEqualTo(202);
      await().atMost(Duration.ofSeconds(60)).until(() -> server.requests.get() == 20);
    }
  }
}
