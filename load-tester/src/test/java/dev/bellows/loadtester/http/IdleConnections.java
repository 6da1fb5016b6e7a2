package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Connections to nowhere, for tests of what a pool does with those that it has.
final class IdleConnections implements AutoCloseable {

  static final Duration AGE = Duration.ofSeconds(10);

  private final EventLoops loops = new EventLoops(1);
  private final HttpTarget owner =
      new HttpTarget(
          LoadProbe.endpoint(1),
          new PoolSettings(0, AGE, AGE, AGE),
          loops,
          loops.timelines().getFirst(),
          1);

  List<Connection> give(int count, Consumer<Connection> to) {
    List<Connection> given = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Connection connection = new SerialConnection(owner, AGE.toNanos());
      assertThat(new EmbeddedChannel(connection).isActive()).isTrue();
      to.accept(connection);
      given.add(connection);
    }
    return given;
  }

  @Override
  public void close() {
    owner.close();
    loops.close();
  }
}
