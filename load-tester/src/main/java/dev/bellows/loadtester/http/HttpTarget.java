package dev.bellows.loadtester.http;

import dev.bellows.loadtester.engine.Replies;
import dev.bellows.loadtester.engine.Target;
import dev.bellows.loadtester.measure.FailureKind;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends a lane's requests over a pool of keep-alive connections.
///
/// A connection is replaced by age: the new one is made first, then the old one is let go, so that
/// no request waits for a connection because of it. Requests are never sent again.
public final class HttpTarget implements Target {

  /// Connections that are being made at once. Each costs far more than a request, so at a high rate
  /// a connection for every arrival that waits would be what keeps the arrivals waiting.
  private static final int MOST_CONNECTING = 64;

  /// Of these, how many are begun before the thread looks at answers and arrivals again.
  private static final int MOST_DIALED_AT_ONCE = 8;

  /// Until the minimum is tried for again after a connection could not be made.
  private static final long PAUSE_AFTER_FAILURE = 100_000_000;

  /// What an HTTP/2 server that has not spoken yet is taken to allow on a connection.
  private static final int LIKELY_STREAMS = 10;

  private final HttpEndpoint endpoint;
  private final PoolSettings settings;
  private final EventLoop loop;
  private final SharedReads reads = new SharedReads();
  private final Dialer dialer;
  private final SplittableRandom random;
  private final FreeConnections free = new FreeConnections();
  private final Roster roster = new Roster();
  private final AnswerWatch watch = new AnswerWatch();
  private final InFlightLimit limit = new InFlightLimit();
  private final List<Request> requests = new ArrayList<>();
  private @Nullable Replies replies;
  private int connecting;
  private int missing;
  private long answers;
  private boolean looking;
  private int capacity = 1;
  private int busy;
  private double meanBusy;
  private long lookedNanos;
  private int nextAddress;
  private int failedInARow;
  private long dialAgainNanos;
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
    // The lanes of a run have seeds that follow each other: each begins at the address at which the
    // one before it ends, or the first few would get the minimum of them all.
    this.nextAddress = (int) Math.floorMod(seed * settings.minimum(), endpoint.addresses().size());
    if (endpoint.wire().version() == Wire.Version.HTTP_2) {
      capacity = LIKELY_STREAMS;
    }
    this.dialer = new Dialer(this, endpoint, settings, loops, loop, reads);
  }

  @Override
  public void open(Replies to) {
    replies = to;
    lookedNanos = System.nanoTime();
    dialAgainNanos = lookedNanos;
    for (int i = 1; i <= settings.minimum(); i++) {
      // Spread over the first period, so that from then on one is replaced every now and then.
      connect(null, settings.maxAge().toNanos() * i / settings.minimum());
    }
    lookAfterSome();
  }

  @Override
  public boolean send(long intendedNanos, double cpuMillis, long nowNanos) {
    Connection connection;
    while (limit.allows(busy) && (connection = free.poll()) != null) {
      if (connection.usable(nowNanos)) {
        busy++;
        connection.send(intendedNanos, request(cpuMillis), nowNanos);
        free.add(connection);
        return true;
      }
      if (!connection.busy()) {
        connection.abort();
      }
    }
    return false;
  }

  @Override
  public void connectIfBusy(int waiting) {
    missing = waiting;
    if (!looking) {
      looking = true;
      watch.begin(answers);
      loop.schedule(this::look, AnswerWatch.LOOK_MICROS, TimeUnit.MICROSECONDS);
    }
  }

  /// A thread that waits to no purpose has read all that had come in. As long as answers come,
  /// connections come back as fast as it or the target can handle them, and more would mostly only
  /// cost more: those of one bad moment could be thousands, whose cold state makes it last.
  private void look() {
    looking = false;
    watch.end(answers);
    long now = System.nanoTime();
    int keptWaiting = watch.keptWaiting(missing);
    if (watch.answersAreRare()) {
      limit.lift();
    } else if (keptWaiting > 0) {
      limit.gap(now, answers, busy, keptWaiting, Math.max(busy, fewInFlight()));
    } else if (watch.answersCame()) {
      limit.flow(now, answers, busy);
    }
    // Not every answer leaves its connection free; whoever still waits comes back here.
    to().connectionFree(now);
    if (!looking) {
      limit.lift();
      return;
    }
    int wanted = 0;
    if (keptWaiting > 0) {
      wanted = Math.min(keptWaiting, limit.room(busy));
    } else if (now - dialAgainNanos >= 0) {
      wanted = limit.missing(busy);
    }
    if (wanted > 0) {
      connect(Math.min(missing, wanted));
    }
  }

  /// So many are always few enough.
  private int fewInFlight() {
    return FreeConnections.TAKING_TURNS * Math.min(capacity, LIKELY_STREAMS);
  }

  @Override
  public void connect(int waiting) {
    int wanted = Math.ceilDiv(waiting, capacity);
    if (free.call(wanted)) {
      to().connectionFree(System.nanoTime());
      return;
    }
    int most = Math.min(Math.min(wanted, MOST_CONNECTING), connecting + MOST_DIALED_AT_ONCE);
    while (connecting < most && !closed) {
      // Many may be opened in one moment of need: they must not all come of age in one moment.
      connect(null, (long) (settings.maxAge().toNanos() * (0.5 + random.nextDouble() / 2)));
    }
  }

  @Override
  public void close() {
    closed = true;
    roster.all().forEach(Connection::abort);
    requests.forEach(Request::release);
    requests.clear();
    reads.release();
  }

  void answered(
      long intendedNanos, long sentNanos, long nowNanos, int status, String pod, long bytes) {
    busy--;
    answers++;
    if (status < 300) {
      to().answered(intendedNanos, sentNanos, nowNanos, pod, bytes);
    } else {
      to().failed(intendedNanos, kindOf(status), bytes);
    }
  }

  void failed(long intendedNanos, FailureKind kind, long bytes) {
    busy--;
    to().failed(intendedNanos, kind, bytes);
  }

  void free(Connection connection, long nowNanos) {
    if (closed) {
      connection.abort();
      return;
    }
    free.add(connection);
    to().connectionFree(nowNanos);
  }

  void closed(Connection connection) {
    roster.leave(connection);
    if (!closed) {
      free.remove(connection);
      keepMinimum();
    }
  }

  private void lookAfterSome() {
    if (closed) {
      return;
    }
    long now = System.nanoTime();
    noteHowMuchIsBusy(now);
    List<Connection> some = roster.next();
    long sentBefore = now - settings.requestTimeout().toNanos();
    some.forEach(connection -> connection.failIfSentBefore(sentBefore));
    if (closed) {
      return;
    }
    free.callIfFew();
    keepMinimum();
    replaceOld(some, now);
    loop.schedule(this::lookAfterSome, roster.intervalNanos(), TimeUnit.NANOSECONDS);
  }

  /// A mean that decays over a quarter of the age that connections reach. A maximum would remember
  /// what one bad moment needed, and have hundreds of connections replaced that nobody uses.
  private void noteHowMuchIsBusy(long now) {
    double weight = 4.0 * (now - lookedNanos) / settings.maxAge().toNanos();
    meanBusy += Math.min(1, weight) * (busy - meanBusy);
    lookedNanos = now;
  }

  private void keepMinimum() {
    while (!closed
        && System.nanoTime() - dialAgainNanos >= 0
        && roster.open() + connecting < settings.minimum()) {
      connect(null, nearlyMaxAge());
    }
  }

  /* Two loops, because the first is a hot one and the second is not: the JIT compiler would compile
   * all that it takes to make a connection into a loop over many that need none, half a second of
   * work beside a load that is running. */
  private void replaceOld(List<Connection> some, long now) {
    int needed = Math.ceilDiv(Math.max(busy, (int) Math.ceil(2 * meanBusy)), capacity);
    int wanted = Math.max(settings.minimum(), needed);
    long left = roster.replaceable(settings.maxAge().toNanos());
    for (Connection connection : ofAge(some, now)) {
      if (left-- == 0) {
        return;
      }
      if (roster.open() > wanted) {
        connection.claimReplacement();
        leave(connection);
      } else if (connecting < MOST_CONNECTING) {
        connection.claimReplacement();
        connect(connection, nearlyMaxAge());
      }
    }
  }

  private static List<Connection> ofAge(List<Connection> some, long now) {
    List<Connection> old = new ArrayList<>();
    for (Connection connection : some) {
      if (connection.isOfAge(now)) {
        old.add(connection);
      }
    }
    return old;
  }

  /// Lets a connection end what it carries and take nothing more.
  void leave(Connection connection) {
    roster.leave(connection);
    free.remove(connection);
    connection.retire();
  }

  private long nearlyMaxAge() {
    return (long) (settings.maxAge().toNanos() * (0.95 + random.nextDouble() / 20));
  }

  private void connect(@Nullable Connection replaced, long ageNanos) {
    connecting++;
    dialer.dial(
        endpoint.addresses().get(nextAddress++ % endpoint.addresses().size()),
        dialer
        .new Attempt(
            ageNanos,
            connection -> connected(connection, replaced),
            kind -> notConnected(kind, replaced)));
  }

  private void connected(Connection connection, @Nullable Connection replaced) {
    connecting--;
    if (closed) {
      connection.abort();
      return;
    }
    failedInARow = 0;
    capacity = connection.capacity();
    long now = System.nanoTime();
    connection.established(now);
    roster.add(connection);
    if (replaced != null) {
      leave(replaced);
    }
    free(connection, now);
  }

  private void notConnected(FailureKind kind, @Nullable Connection replaced) {
    connecting--;
    if (closed) {
      return;
    }
    dialAgainNanos = System.nanoTime() + PAUSE_AFTER_FAILURE;
    failedInARow++;
    if (replaced != null) {
      replaced.replacementFailed();
    }
    // One refusal says nothing about the others; so many say that nobody is there, nor will be.
    boolean nobody = failedInARow >= MOST_CONNECTING;
    to().connectionFailed(kind, nobody ? 0 : connecting, nobody ? Integer.MAX_VALUE : 1);
  }

  private Request request(double cpuMillis) {
    for (int i = 0; i < requests.size(); i++) {
      if (requests.get(i).cpuMillis() == cpuMillis) {
        return requests.get(i);
      }
    }
    Request request = new Request(endpoint, cpuMillis);
    requests.add(request);
    return request;
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
