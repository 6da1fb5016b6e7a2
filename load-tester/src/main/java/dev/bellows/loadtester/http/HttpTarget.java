package dev.bellows.loadtester.http;

import dev.bellows.core.schedule.Arrival;
import dev.bellows.loadtester.engine.Replies;
import dev.bellows.loadtester.engine.Target;
import dev.bellows.loadtester.measure.FailureKind;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends a lane's requests over a pool of keep-alive connections.
///
/// The free connection that rested longest is taken next, so that all are used alike and requests
/// spread over pods as connections do. A connection is replaced by age: the new one is made first,
/// then the old one is let go, so that no request waits for a connection because of it. Requests
/// are never sent again.
public final class HttpTarget implements Target {

  private static final long TICK_MILLIS = 100;

  /// Connections that are being made at once. Each costs far more than a request, so at a high rate
  /// a connection for every arrival that waits would be what keeps the arrivals waiting.
  private static final int MOST_CONNECTING = 64;

  private final HttpEndpoint endpoint;
  private final PoolSettings settings;
  private final EventLoop loop;
  private final Bootstrap bootstrap;
  private final SplittableRandom random;
  private final ArrayDeque<Connection> free = new ArrayDeque<>();
  private final LinkedHashSet<Connection> open = new LinkedHashSet<>();
  private final LinkedHashSet<Connection> leaving = new LinkedHashSet<>();
  private final Map<Double, ByteBuf> requests = new HashMap<>();
  private @Nullable Replies replies;
  private int connecting;
  private int busy;
  private int mostBusyLately;
  private int mostBusyBefore;
  private long windowEndNanos;
  private int nextAddress;
  private int failedInARow;
  private boolean lastConnectFailed;
  private boolean closed;

  public HttpTarget(
      HttpEndpoint endpoint,
      PoolSettings settings,
      EventLoops loops,
      EventLoops.LoopTimeline timeline,
      long seed) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.loop = timeline.loop();
    this.random = new SplittableRandom(seed);
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channelFactory(loops.channels())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis());
  }

  @Override
  public void open(Replies to) {
    replies = to;
    long now = System.nanoTime();
    windowEndNanos = now + settings.maxAge().toNanos();
    for (int i = 1; i <= settings.minimum(); i++) {
      // Spread over the first period, so that from then on one is replaced every now and then.
      connect(null, settings.maxAge().toNanos() * i / settings.minimum());
    }
    loop.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean send(Arrival arrival, double cpuMillis) {
    long now = System.nanoTime();
    Connection connection;
    while ((connection = free.poll()) != null) {
      if (connection.usable(now)) {
        busy++;
        mostBusyLately = Math.max(mostBusyLately, busy);
        connection.send(arrival, request(cpuMillis), now);
        return true;
      }
      connection.abort();
    }
    return false;
  }

  @Override
  public void expect(int waiting) {
    while (connecting < Math.min(waiting, MOST_CONNECTING) && !closed) {
      // Many may be opened in one moment of need: they must not all come of age in one moment.
      connect(null, (long) (settings.maxAge().toNanos() * (0.5 + random.nextDouble() / 2)));
    }
  }

  @Override
  public void close() {
    closed = true;
    List.copyOf(open).forEach(Connection::abort);
    List.copyOf(leaving).forEach(Connection::abort);
    requests.values().forEach(ByteBuf::release);
    requests.clear();
  }

  void answered(
      Arrival arrival, long sentNanos, long nowNanos, int status, String pod, long bytes) {
    busy--;
    if (status < 300) {
      to().answered(arrival, sentNanos, nowNanos, pod, bytes);
    } else {
      to().failed(arrival, kindOf(status), bytes);
    }
  }

  void failed(Arrival arrival, FailureKind kind, long bytes) {
    busy--;
    to().failed(arrival, kind, bytes);
  }

  void free(Connection connection) {
    if (closed) {
      connection.abort();
      return;
    }
    free.add(connection);
    to().connectionFree();
  }

  void closed(Connection connection) {
    open.remove(connection);
    free.remove(connection);
    leaving.remove(connection);
    keepMinimum();
  }

  private void tick() {
    if (closed) {
      return;
    }
    long now = System.nanoTime();
    if (now >= windowEndNanos) {
      mostBusyBefore = mostBusyLately;
      mostBusyLately = busy;
      windowEndNanos = now + settings.maxAge().toNanos();
    }
    long sentBefore = now - settings.requestTimeout().toNanos();
    List.copyOf(open).forEach(connection -> connection.failIfSentBefore(sentBefore));
    List.copyOf(leaving).forEach(connection -> connection.failIfSentBefore(sentBefore));
    lastConnectFailed = false;
    keepMinimum();
    replaceOld(now);
    loop.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void keepMinimum() {
    while (!closed && !lastConnectFailed && open.size() + connecting < settings.minimum()) {
      connect(null, nearlyMaxAge());
    }
  }

  private void replaceOld(long now) {
    int wanted = Math.max(settings.minimum(), Math.max(mostBusyLately, mostBusyBefore));
    for (Connection connection : List.copyOf(open)) {
      boolean surplus = open.size() > wanted;
      if (!surplus && connecting >= MOST_CONNECTING) {
        return;
      }
      if (!connection.claimReplacement(now)) {
        continue;
      }
      if (surplus) {
        letGo(connection);
      } else {
        connect(connection, nearlyMaxAge());
      }
    }
  }

  private void letGo(Connection connection) {
    free.remove(connection);
    if (open.remove(connection)) {
      leaving.add(connection);
      connection.retire();
    }
  }

  private long nearlyMaxAge() {
    return (long) (settings.maxAge().toNanos() * (0.95 + random.nextDouble() / 20));
  }

  private void connect(@Nullable Connection replaced, long ageNanos) {
    connecting++;
    Connection connection = new Connection(this, ageNanos);
    bootstrap
        .clone()
        .handler(connection)
        .connect(endpoint.addresses().get(nextAddress++ % endpoint.addresses().size()))
        .addListener((ChannelFuture done) -> {
          if (loop.inEventLoop()) {
            connected(done, connection, replaced);
          } else {
            // Without a file descriptor for it, a channel fails before it has a thread.
            loop.execute(() -> connected(done, connection, replaced));
          }
        });
  }

  private void connected(ChannelFuture done, Connection connection, @Nullable Connection replaced) {
    connecting--;
    if (closed) {
      done.channel().close();
      return;
    }
    if (!done.isSuccess()) {
      lastConnectFailed = true;
      failedInARow++;
      if (replaced != null) {
        replaced.replacementFailed();
      }
      to().connectionFailed(
              done.cause() instanceof ConnectTimeoutException
                  ? FailureKind.CONNECT_TIMEOUT
                  : FailureKind.CONNECT,
              connecting,
              // One refusal says nothing about the others; so many say that nobody is there.
              failedInARow < MOST_CONNECTING ? 1 : Integer.MAX_VALUE);
      return;
    }
    failedInARow = 0;
    connection.established(System.nanoTime());
    open.add(connection);
    if (replaced != null) {
      letGo(replaced);
    }
    free(connection);
  }

  /// With a reference of its own, which the channel lets go once the bytes are out or can't be: so
  /// that closing the target never takes the memory away from under a write.
  private ByteBuf request(double cpuMillis) {
    ByteBuf request = requests.get(cpuMillis);
    if (request == null) {
      String text =
          "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: bellows-load-tester\r\n\r\n"
              .formatted(endpoint.pathWith(cpuMillis), endpoint.hostHeader());
      byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
      request = Unpooled.directBuffer(ascii.length).writeBytes(ascii);
      requests.put(cpuMillis, request);
    }
    return request.retainedDuplicate();
  }

  private Replies to() {
    if (replies == null) {
      throw new IllegalStateException("the target is not open");
    }
    return replies;
  }

  private static FailureKind kindOf(int status) {
    if (status < 400) {
      return FailureKind.STATUS_3XX;
    }
    return status < 500 ? FailureKind.STATUS_4XX : FailureKind.STATUS_5XX;
  }
}
