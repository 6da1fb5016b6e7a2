package dev.bellows.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellows.cli.api.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class PortsTest {

  @Test
  void the_first_load_tester_and_the_target_stay_where_they_are_however_many_there_are() {
    assertThat(new Ports(31003, 1).loadTesters()).containsExactly(31004);
    assertThat(new Ports(31003, 3).loadTesters()).containsExactly(31004, 31006, 31007);
    assertThat(new Ports(31003, 3).target()).isEqualTo(31005);
  }

  @ParameterizedTest
  @CsvSource({
    "31003, 0, '--load-testers must be between 1 and 8, but was 0'",
    "31003, 9, '--load-testers must be between 1 and 8, but was 9'",
    "1023, 1, '--port must be between 1024 and 65533, but was 1023'",
    "65534, 1, '--port must be between 1024 and 65533, but was 65534'",
    "65532, 3, '--port must be between 1024 and 65531 for 3 load testers, but was 65532'",
  })
  void out_of_range_is_said_in_one_sentence(int dashboard, int loadTesters, String sentence) {
    assertThatThrownBy(() -> new Ports(dashboard, loadTesters))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(sentence);
  }

  @Test
  void a_busy_port_of_a_further_load_tester_is_named() throws IOException {
    int dashboard = RunningLab.freePorts();
    new Ports(dashboard, 3).requireFree();
    try (ServerSocket busy =
        new ServerSocket(dashboard + 4, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() -> new Ports(dashboard, 3).requireFree())
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("Port " + busy.getLocalPort() + " ");
    }
  }

  @Test
  void the_highest_ports_may_be_used() {
    assertThat(new Ports(65533, 1).target()).isEqualTo(65535);
    assertThat(new Ports(65526, 8).loadTesters()).last().isEqualTo(65535);
  }
}
