package dev.bellows.controller.load;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Does the same to several at the same time and waits for all of them.
final class Together {
  private Together() {}

  /// The outcomes in the order of the items, each ended well or badly.
  static <T, R> List<Future<R>> each(List<T> items, Function<T, R> deed) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(
          items.stream().<Callable<R>>map(item -> () -> deed.apply(item)).toList());
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for load testers", ending);
    }
  }

  /// What ended well, in the order of the items.
  static <R> List<R> good(List<Future<R>> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.state() == Future.State.SUCCESS)
        .map(Future::resultNow)
        .toList();
  }
}
