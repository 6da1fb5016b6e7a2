package dev.bellows.loadtester.engine;

import dev.bellows.core.schedule.ArrivalSchedule;
import dev.bellows.loadtester.measure.FailureKind;
import dev.bellows.loadtester.measure.Recorder;
import org.jspecify.annotations.Nullable;

/// One thread's part of a run: fires its arrivals when they are due, answered or not.
///
/// An arrival that is due goes to a free connection, or waits for one, or is dropped when too many
/// are waiting and in flight already. It is never sent twice.
final class Lane implements Replies {

  /* After a pause of the process (a stopped process, a long collection) several seconds are over
   * at once. They are then closed one by one with the arrivals that were due in each counted as
   * waiting, because that is what they were; only then the sending goes on. So the series has no
   * gap and the lag shows up in the seconds to which it belongs. */

  private static final long SECOND = 1_000_000_000L;

  /// Arrivals closer together than this share a wake-up: at tens of thousands a second, waking for
  /// each of them would cost more than sending it.
  private static final long SHORTEST_SLEEP = 50_000L;

  /// A timer that is late by so much is not waited for: a thread that has hundreds of answers to
  /// read looks at what is due between them.
  private static final long OVERDUE = 50_000L;

  /// What was noticed so much late gets no connection of its own, save a few each second: after a
  /// pause of this process thousands can be due at once, and opening as many connections would take
  /// longer than sending over those that there are.
  private static final long LATE = 1_000_000L;

  private static final int LATE_CONNECTIONS = 16;

  private static final long PAUSE_AFTER_FAILURE = 100_000_000L;

  private final int number;
  private final RunPlan plan;
  private final ArrivalSchedule schedule;
  private final @Nullable UsersSchedule users;
  private final Timeline timeline;
  private final Target target;
  private final RunListener listener;
  private final int maxInFlight;
  private final Recorder recorder;
  private final Hands hands;
  private final ThreadClock thread = new ThreadClock();
  private final Runnable onTimer = this::onTimer;
  private long startNanos;
  private long nextBoundary = SECOND;
  private long armedFor = Long.MAX_VALUE;
  private long endNanos;
  private int late;
  private boolean ended;

  Lane(
      int number,
      RunPlan plan,
      ArrivalSchedule schedule,
      Timeline timeline,
      Target target,
      RunListener listener,
      int maxInFlight) {
    this.number = number;
    this.plan = plan;
    this.schedule = schedule;
    this.users = schedule instanceof UsersSchedule closed ? closed : null;
    this.timeline = timeline;
    this.target = target;
    this.listener = listener;
    this.maxInFlight = maxInFlight;
    this.endNanos = plan.duration().toNanos();
    long warmUpNanos = plan.warmUp().toNanos();
    this.recorder = new Recorder(warmUpNanos);
    this.hands = new Hands(warmUpNanos);
  }

  /// @param start of the run on the timeline's clock, a little ahead so that connections are there
  void begin(long start) {
    startNanos = start;
    thread.sinceLastCall();
    target.open(this);
    arm();
  }

  void rescale(long fromNanos, double factor) {
    if (!ended && fromNanos < endNanos) {
      schedule.rescale(Math.max(fromNanos, now()), factor);
      arm();
    }
  }

  /// Sends nothing more. What waits is dropped; what is in flight may still be answered.
  void stop() {
    if (ended) {
      return;
    }
    long now = now();
    if (now < endNanos) {
      fire();
      endNanos = Math.max(0, now);
    }
    dropWaiting();
    finishIfDone();
  }

  @Override
  public void answered(
      long intendedNanos, long sentNanos, long answeredNanos, String pod, long bytes) {
    hands.done(intendedNanos);
    recorder.answered(
        intendedNanos, sentNanos - startNanos, answeredNanos - startNanos, pod, bytes);
    if (users != null) {
      users.returned(answeredNanos - startNanos);
    } else {
      fireIfOverdue(answeredNanos - startNanos);
    }
    finishIfDone();
  }

  @Override
  public void failed(long intendedNanos, FailureKind kind, long bytes) {
    hands.done(intendedNanos);
    recorder.failed(intendedNanos, kind, bytes);
    returnAfterFailure();
    finishIfDone();
  }

  @Override
  public void connectionFree(long nowNanos) {
    long now = nowNanos - startNanos;
    if (users != null && !ended) {
      collectDue(Math.min(now + 1, nextBoundary), now);
    } else {
      fireIfOverdue(now);
    }
    if (hands.waiting() > 0) {
      dispatch(now);
    }
  }

  @Override
  public void connectionFailed(FailureKind kind, int connecting, int atMost) {
    for (int failed = 0; failed < atMost && hands.waiting() > connecting; failed++) {
      long intendedNanos = hands.giveUp();
      recorder.sent(intendedNanos);
      recorder.failed(intendedNanos, kind, 0);
      returnAfterFailure();
    }
    if (hands.waiting() > 0) {
      target.connect(hands.waiting());
    }
    finishIfDone();
  }

  /// A user whose request failed waits a little, or a dead target would be asked without end.
  private void returnAfterFailure() {
    if (users != null) {
      users.returnedLater(now() + PAUSE_AFTER_FAILURE);
      arm();
    }
  }

  /// A timer that a change of rate has overtaken comes too early for what is armed now.
  private void onTimer() {
    if (!ended && now() >= armedFor) {
      fire();
    }
  }

  private void fireIfOverdue(long now) {
    if (!ended && now - armedFor > OVERDUE) {
      fire();
    }
  }

  private void fire() {
    armedFor = Long.MAX_VALUE;
    long now = now();
    while (nextBoundary <= now) {
      collectDue(nextBoundary, now);
      closeSecond(nextBoundary);
      late = Math.clamp(hands.waiting() - LATE_CONNECTIONS, 0, late);
      nextBoundary += SECOND;
    }
    collectDue(now + 1, now);
    dispatch(now);
    finishIfDone();
    arm();
  }

  private void collectDue(long before, long now) {
    long limit = Math.min(before, endNanos);
    long intendedNanos;
    while ((intendedNanos = schedule.nextIntendedNanos()) < limit) {
      recorder.scheduled(intendedNanos, now);
      if (hands.total() >= maxInFlight) {
        recorder.dropped(intendedNanos);
      } else {
        hands.await(intendedNanos, schedule.nextSequence());
        if (users == null && now - intendedNanos > LATE) {
          late++;
        }
      }
      schedule.advance();
    }
  }

  /// @param now the time of the first that is sent; for the others it is read again, because
  ///   sending takes a while
  private void dispatch(long now) {
    long at = now;
    while (hands.waiting() > 0) {
      long intendedNanos = hands.firstIntendedNanos();
      double cpuMillis = plan.work().cpuMillis(hands.firstSequence());
      if (!target.send(intendedNanos, cpuMillis, startNanos + at)) {
        expectConnections();
        return;
      }
      hands.send();
      late = Math.max(0, late - 1);
      recorder.sent(intendedNanos);
      if (hands.waiting() > 0) {
        at = now();
      }
    }
  }

  /// Users each have a connection. Arrivals of an open model get another one when those that there
  /// are do not come back in time.
  private void expectConnections() {
    if (users != null) {
      target.connect(hands.waiting());
    } else if (hands.waiting() > late) {
      target.connectIfBusy(hands.waiting() - late);
    }
  }

  private void dropWaiting() {
    while (hands.waiting() > 0) {
      recorder.dropped(hands.giveUp());
    }
  }

  private void closeSecond(long boundary) {
    listener.interval(
        number,
        recorder.close(boundary, hands.measured(), hands.ofWarmUp(), thread.sinceLastCall()));
  }

  private void finishIfDone() {
    // An answer can be read after the end, before the last arrivals are noticed that are due.
    boolean allDue = schedule.nextIntendedNanos() >= endNanos;
    if (ended || !hands.empty() || !allDue || now() < endNanos) {
      return;
    }
    ended = true;
    if (recorder.changed()) {
      closeSecond(now());
    }
    target.close();
    listener.ended(number);
  }

  private void arm() {
    if (ended) {
      return;
    }
    // What a stopped schedule still holds is no reason to wake up.
    long due = schedule.nextIntendedNanos();
    long next = due < endNanos ? Math.min(due, nextBoundary) : nextBoundary;
    if (now() < endNanos) {
      next = Math.min(next, endNanos);
    }
    next = Math.max(next, now() + SHORTEST_SLEEP);
    if (next < armedFor) {
      armedFor = next;
      timeline.at(startNanos + next, onTimer);
    }
  }

  private long now() {
    return timeline.nanoTime() - startNanos;
  }
}
