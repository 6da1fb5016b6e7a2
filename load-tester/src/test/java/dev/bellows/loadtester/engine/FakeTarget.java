package dev.bellows.loadtester.engine;

import dev.bellows.loadtester.measure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/// A target with so many connections and a known service time.
final class FakeTarget implements Target {

  private final Timeline timeline;
  private LongUnaryOperator serviceNanos;
  private int free;
  private long thawNanos;

  /// When what was sent was due.
  final List<Long> sent = new ArrayList<>();

  int expected;
  boolean closed;
  Replies replies;

  FakeTarget(Timeline timeline, int connections, long serviceNanos) {
    this(timeline, connections, intendedNanos -> serviceNanos);
  }

  /// @param serviceNanos by the time at which the arrival was due
  FakeTarget(Timeline timeline, int connections, LongUnaryOperator serviceNanos) {
    this.timeline = timeline;
    this.free = connections;
    this.serviceNanos = serviceNanos;
  }

  @Override
  public void open(Replies to) {
    replies = to;
  }

  @Override
  public boolean send(long intendedNanos, double cpuMillis, long nowNanos) {
    if (free == 0) {
      return false;
    }
    free--;
    sent.add(intendedNanos);
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
