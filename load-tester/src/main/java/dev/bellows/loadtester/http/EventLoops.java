package dev.bellows.loadtester.http;

import dev.bellows.loadtester.engine.Timeline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SelectStrategy;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.IntSupplier;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// The threads that send. Epoll where there is one, because its timer has microsecond resolution;
/// without it (NIO) the timer ticks in milliseconds and a run shows that as lag.
public final class EventLoops implements AutoCloseable {

  /// Tasks are timers of lanes: none is put off for the sake of reading and writing, so the time
  /// that either takes need not be measured in each turn.
  private static final int ALL_TASKS = 100;

  private final boolean epoll;
  private final EventLoopGroup group;
  private final ChannelFactory<? extends Channel> channels;
  private final List<LoopTimeline> timelines;

  public EventLoops(int count) {
    this(count, Epoll.isAvailable());
  }

  EventLoops(int count, boolean epoll) {
    this.epoll = epoll;
    DefaultThreadFactory threads = new DefaultThreadFactory("load", true);
    if (epoll) {
      EpollEventLoopGroup epolls =
          new EpollEventLoopGroup(count, threads, () -> EventLoops::readyOrWait);
      epolls.setIoRatio(ALL_TASKS);
      group = epolls;
      channels = EpollSocketChannel::new;
    } else {
      group = new NioEventLoopGroup(count, threads);
      channels = NioSocketChannel::new;
    }
    timelines = IntStream.range(0, count).mapToObj(i -> new LoopTimeline(group.next())).toList();
  }

  /// How many threads suit so many processors: one thread sends 100,000 requests/s and more, and
  /// two that share a processor only keep each other from being on time. So half of the processors,
  /// which leaves the rest to the target, the collector and the API, and four at most.
  public static int fitting(int processors) {
    return Math.clamp(processors / 2, 1, 4);
  }

  /// What a turn of a loop begins with: looks at what is ready before it waits. A busy thread
  /// mostly finds something, and a call that may wait costs more than one that may not.
  static int readyOrWait(IntSupplier ready, boolean tasks) throws Exception {
    int found = ready.get();
    return found > 0 || tasks ? found : SelectStrategy.SELECT;
  }

  public List<LoopTimeline> timelines() {
    return timelines;
  }

  boolean epoll() {
    return epoll;
  }

  ChannelFactory<? extends Channel> channels() {
    return channels;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /// One of the threads. Lanes run on the very thread that owns their connections, so that between
  /// an arrival's due time and its bytes in the socket there is no hand-over to another thread.
  public record LoopTimeline(EventLoop loop) implements Timeline {

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void at(long nanoTime, Runnable task) {
      loop.schedule(task, Math.max(0, nanoTime - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    @Override
    public void execute(Runnable task) {
      loop.execute(task);
    }
  }
}
