package dev.bellows.loadtester.http;

import dev.bellows.loadtester.measure.FailureKind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes connections that speak what the target's [Wire] says.
final class Dialer {

  /* Requests fit into one segment each, so there is no congestion to control on this side, and the
   * algorithm that does least suits them best: every Linux has Reno, and grants it to everybody.
   * The default may be one that models the path on each answer and paces what is sent, which costs
   * time and may hold a request back that is due. */
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_CONGESTION = 13;
  private static final byte[] RENO = {'r', 'e', 'n', 'o'};
  private static final RawUnixChannelOption CONGESTION =
      new RawUnixChannelOption("TCP_CONGESTION", IPPROTO_TCP, TCP_CONGESTION, RENO.length);

  private final HttpTarget owner;
  private final HttpEndpoint endpoint;
  private final EventLoop loop;
  private final boolean epoll;
  private final Bootstrap bootstrap;
  private final long timeoutMillis;
  private final @Nullable SslContext tls;

  /// @param reads whose buffers plain HTTP/1.1 reads into
  Dialer(
      HttpTarget owner,
      HttpEndpoint endpoint,
      PoolSettings settings,
      EventLoops loops,
      EventLoop loop,
      RecvByteBufAllocator reads) {
    this.owner = owner;
    this.endpoint = endpoint;
    this.loop = loop;
    this.epoll = loops.epoll();
    this.timeoutMillis = settings.connectTimeout().toMillis();
    this.tls = endpoint.wire().tls() ? Tls.context(endpoint.wire()) : null;
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channelFactory(loops.channels())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeoutMillis);
    if (endpoint.wire().equals(Wire.PLAIN)) {
      bootstrap.option(ChannelOption.RCVBUF_ALLOCATOR, reads);
    }
  }

  void dial(InetSocketAddress address, Attempt attempt) {
    ChannelHandler first =
        tls != null || endpoint.wire().version() == Wire.Version.HTTP_2
            ? new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                negotiate(channel, attempt);
              }
            }
            : attempt.serial();
    Bootstrap attempted = bootstrap.clone().handler(first);
    if (epoll) {
      // Setting the option uses the buffer up.
      attempted.option(CONGESTION, ByteBuffer.wrap(RENO));
    }
    attempted
        .connect(address)
        .addListener((ChannelFuture done) -> {
          if (loop.inEventLoop()) {
            connected(done, attempt, first);
          } else {
            // Without a file descriptor for it, a channel fails before it has a thread.
            loop.execute(() -> connected(done, attempt, first));
          }
        });
  }

  private void connected(ChannelFuture done, Attempt attempt, ChannelHandler first) {
    if (!done.isSuccess()) {
      attempt.failed(
          done.cause() instanceof ConnectTimeoutException
              ? FailureKind.CONNECT_TIMEOUT
              : FailureKind.CONNECT);
    } else if (first instanceof Connection connection) {
      attempt.ready(connection);
    }
  }

  private void negotiate(Channel channel, Attempt attempt) {
    if (tls != null) {
      channel.pipeline().addLast(Tls.handler(tls, channel.alloc(), endpoint));
      channel.pipeline().addLast(new Negotiation(attempt, endpoint.wire().version()));
    } else {
      attempt.multiplexed(channel.pipeline());
    }
    // Whatever is agreed on, it is agreed on in time; and who ends it before that has refused.
    loop.schedule(
        () -> attempt.failed(FailureKind.CONNECT_TIMEOUT), timeoutMillis, TimeUnit.MILLISECONDS);
    channel
        .closeFuture()
        // Later, so that whoever knows better why can say so first.
        .addListener(closed -> loop.execute(() -> attempt.failed(FailureKind.TLS)));
    attempt.onFailure(channel);
  }

  /// One try, which ends exactly once: with a connection that can be used, or without one.
  final class Attempt {

    private final long ageNanos;
    private final Consumer<Connection> ready;
    private final Consumer<FailureKind> failed;
    private @Nullable Channel toClose;
    private boolean over;

    Attempt(long ageNanos, Consumer<Connection> ready, Consumer<FailureKind> failed) {
      this.ageNanos = ageNanos;
      this.ready = ready;
      this.failed = failed;
    }

    SerialConnection serial() {
      return new SerialConnection(owner, ageNanos);
    }

    void multiplexed(io.netty.channel.ChannelPipeline pipeline) {
      MultiplexedConnection[] connection = new MultiplexedConnection[1];
      connection[0] = new MultiplexedConnection(owner, ageNanos, () -> ready(connection[0]));
      pipeline.addLast(connection[0].frames(), connection[0]);
    }

    void onFailure(Channel close) {
      toClose = close;
    }

    void ready(Connection connection) {
      if (!over) {
        over = true;
        ready.accept(connection);
      }
    }

    void failed(FailureKind kind) {
      if (!over) {
        over = true;
        if (toClose != null) {
          toClose.close();
        }
        failed.accept(kind);
      }
    }
  }
}
