package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Lists objects and watches them from there on, for ever: a watch that ends is opened again after
/// a wait that doubles, with a new list, because what happened in between is unknown. One that says
/// nothing for long, not even the bookmark that the API server sends every minute, has lost its
/// connection without being told, and is opened again, too. Events have no bookmarks: where none
/// happen they are just listed again and again.
final class ObjectWatch<T extends HasMetadata> implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ObjectWatch.class);

  /// Called by one thread at a time.
  interface Listener<T> {
    void listed(long atMillis, List<T> all);

    void changed(long atMillis, Watcher.Action action, T object);
  }

  /// Where the objects are.
  interface Source<T extends HasMetadata> {
    KubernetesResourceList<T> list();

    Watch watch(ListOptions from, Watcher<T> watcher);

    /// Whether the API server says now and then how far a watch on these has come.
    boolean hasBookmarks();
  }

  private final String what;
  private final Source<T> source;
  private final Listener<T> listener;
  private final Limits limits;
  private final Duration firstWait;
  private final Duration longestWait;
  private final Duration longestSilence;
  private final InstantSource clock;
  private final AtomicLong restarts = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;
  private volatile long heardNanos;
  private volatile CompletableFuture<String> end = new CompletableFuture<>();

  /// @param what such as `pods in namespace shop`
  ObjectWatch(
      String what,
      Source<T> source,
      Listener<T> listener,
      Limits limits,
      KubernetesConfig config,
      InstantSource clock) {
    this.what = what;
    this.source = source;
    this.listener = listener;
    this.limits = limits;
    this.firstWait = config.retryAfter();
    this.longestWait = config.retryAtMost();
    this.longestSilence = config.silentAtMost();
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("watch " + what).unstarted(this::run);
  }

  ObjectWatch<T> start() {
    thread.start();
    return this;
  }

  /// Whether it hears of what happens.
  boolean isOpen() {
    return !end.isDone();
  }

  /// How often the watch had to be opened again.
  long restarts() {
    return restarts.get();
  }

  @Override
  public void close() {
    closed = true;
    end.complete("closed");
    thread.interrupt();
  }

  private void run() {
    Duration wait = firstWait;
    while (!closed) {
      long begin = System.nanoTime();
      boolean broke = listAndWatch();
      if (closed) {
        return;
      }
      if (broke) {
        restarts.incrementAndGet();
      }
      boolean lasted = System.nanoTime() - begin > longestWait.toNanos();
      wait = lasted ? firstWait : wait;
      if (!slept(wait)) {
        return;
      }
      Duration doubled = wait.multipliedBy(2);
      wait = doubled.compareTo(longestWait) < 0 ? doubled : longestWait;
    }
  }

  /// Whether it ended for another reason than that nothing happened.
  private boolean listAndWatch() {
    try {
      KubernetesResourceList<T> all = source.list();
      listener.listed(clock.millis(), all.getItems());
      limits.lift(what);
      CompletableFuture<String> ended = new CompletableFuture<>();
      end = ended;
      if (closed) {
        return true;
      }
      ListOptions from =
          new ListOptionsBuilder()
              .withResourceVersion(all.getMetadata().getResourceVersion())
              .withAllowWatchBookmarks(true)
              .build();
      heardNanos = System.nanoTime();
      try (Watch watch = source.watch(from, watcher(ended))) {
        return awaitEnd(ended) || source.hasBookmarks();
      }
    } catch (KubernetesClientException failure) {
      end.complete("failed");
      if (!closed) {
        limits.set(what, ApiFailure.sentence("list and watch " + what, failure));
      }
    } catch (RuntimeException unexpected) {
      end.complete("failed");
      // Whatever it was, a watch that gave up would show an old picture for ever.
      if (!closed) {
        LOG.errorf(unexpected, "A watch failed and is opened again what=%s", what);
      }
    }
    return true;
  }

  /// Whether it ended; false if nothing was heard for too long.
  private boolean awaitEnd(CompletableFuture<String> ended) {
    long left;
    while ((left = longestSilence.toNanos() - (System.nanoTime() - heardNanos)) > 0) {
      try {
        ended.get(left, TimeUnit.NANOSECONDS);
        return true;
      } catch (TimeoutException silentSinceThen) {
        // What was heard in between gives it time again.
      } catch (InterruptedException | ExecutionException closing) {
        return true;
      }
    }
    if (source.hasBookmarks()) {
      LOG.infof("A watch was silent for too long and is opened again what=%s", what);
    }
    return false;
  }

  private Watcher<T> watcher(CompletableFuture<String> whenItEnds) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, T object) {
        heardNanos = System.nanoTime();
        if (action == Action.ADDED || action == Action.MODIFIED || action == Action.DELETED) {
          listener.changed(clock.millis(), action, object);
        }
      }

      @Override
      public void onClose() {
        whenItEnds.complete("closed by us");
      }

      @Override
      public void onClose(@Nullable WatcherException cause) {
        whenItEnds.complete(cause == null ? "ended" : String.valueOf(cause.getMessage()));
      }
    };
  }

  private static boolean slept(Duration wait) {
    try {
      Thread.sleep(wait);
      return true;
    } catch (InterruptedException closing) {
      return false;
    }
  }
}
