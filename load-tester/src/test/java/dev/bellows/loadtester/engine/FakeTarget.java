package dev.bellows.loadtester.engine;

import dev.bellows.loadtester.measure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/// A target with so many connections and a known service time.
final class FakeTarget implements Target {

  private final VirtualTimeline timeline;
  private LongUnaryOperator serviceNanos;
  private int free;
  private long thawNanos;

  /// When what was sent was due.
  final List<Long> sent = new ArrayList<>();

  /// The CPU that was asked for with it.
  final List<Double> cpuMillis = new ArrayList<>();

  int expected;
  boolean closed;
  Replies replies;

  FakeTarget(VirtualTimeline timeline, int connections, long serviceNanos) {
    this(timeline, connections, intendedNanos -> serviceNanos);
  }

  /// @param serviceNanos by the time at which the arrival was due
  FakeTarget(VirtualTimeline timeline, int connections, LongUnaryOperator serviceNanos) {
    this.timeline = timeline;
    this.free = connections;
    this.serviceNanos = serviceNanos;
  }

  @Override
  public void open(Replies to) {
    replies = to;
  }

  @Override
  public boolean send(long intendedNanos, double millis, long nowNanos) {
    if (free == 0) {
      return false;
    }
    free--;
    sent.add(intendedNanos);
    cpuMillis.add(millis);
    long sentNanos = timeline.nanoTime();
    timeline.at(
        Math.max(sentNanos, thawNanos) + serviceNanos.applyAsLong(intendedNanos),
        () -> {
          free++;
          replies.answered(intendedNanos, sentNanos, timeline.nanoTime(), "pod", 10);
          replies.connectionFree(timeline.nanoTime());
        });
    return true;
  }

  @Override
  public void connect(int waiting) {
    expected = waiting;
  }

  @Override
  public void connectIfBusy(int waiting) {
    expected = waiting;
  }

  /// Requests sent before that moment are answered after it.
  void freezeUntil(long nanos) {
    thawNanos = nanos;
  }

  /// Answers the first so many requests in one go, as a thread does that has not read for a while.
  void answerFirst(int count, long nanosEach) {
    for (long intendedNanos : List.copyOf(sent.subList(0, count))) {
      timeline.stall(nanosEach);
      free++;
      replies.answered(intendedNanos, intendedNanos, timeline.nanoTime(), "pod", 10);
      replies.connectionFree(timeline.nanoTime());
    }
  }

  /// The service time of what is sent from now on.
  void delay(long nanos) {
    serviceNanos = intendedNanos -> nanos;
  }

  void refuseConnection() {
    replies.connectionFailed(FailureKind.CONNECT, expected - 1, 1);
  }

  /// While some others are being made.
  void refuseConnection(int connecting, int atMost) {
    replies.connectionFailed(FailureKind.CONNECT, connecting, atMost);
  }

  @Override
  public void close() {
    closed = true;
  }
}
