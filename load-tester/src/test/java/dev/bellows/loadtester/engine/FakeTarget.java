package dev.bellows.loadtester.engine;

import dev.bellows.core.schedule.Arrival;
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
  final List<Arrival> sent = new ArrayList<>();
  int expected;
  boolean closed;
  Replies replies;

  FakeTarget(Timeline timeline, int connections, long serviceNanos) {
    this(timeline, connections, sequence -> serviceNanos);
  }

  /// @param serviceNanos by the number of the arrival
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
  public boolean send(Arrival arrival, double cpuMillis, long nowNanos) {
    if (free == 0) {
      return false;
    }
    free--;
    sent.add(arrival);
    long sentNanos = timeline.nanoTime();
    timeline.at(
        Math.max(sentNanos, thawNanos) + serviceNanos.applyAsLong(arrival.sequence()),
        () -> {
          free++;
          replies.answered(arrival, sentNanos, timeline.nanoTime(), "pod", 10);
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
    serviceNanos = sequence -> nanos;
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
