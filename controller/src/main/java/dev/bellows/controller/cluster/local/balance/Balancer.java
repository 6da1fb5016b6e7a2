package dev.bellows.controller.cluster.local.balance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A balancer of TCP connections, round robin over the ready pods, as kube-proxy does it.
///
/// It balances connections, not requests: a connection stays with its pod until either end closes
/// it, also after the pod left the list (it drains). It never retries: a pod that cannot be reached
/// costs the client its connection, and with no ready pod the client is reset at once. Only before
/// the very first pod is ready clients wait: load that is started together with the lab must not
/// fail on the second that the first pod takes.
///
/// One thread and one buffer move all bytes; without traffic the thread sleeps in `select`.
public final class Balancer implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int BACKLOG = 4096;
  private static final int ACCEPTS_PER_ROUND = 64;
  private static final long PAUSE_MILLIS = 100;

  private final ServerSocketChannel listener;
  private final Selector selector;
  private final SelectionKey acceptKey;
  private final URI uri;
  private final Thread thread = Thread.ofPlatform().name("balancer").daemon().unstarted(this::run);
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final Map<String, Backend> backends = new ConcurrentHashMap<>();
  private volatile List<Backend> ready = List.of();
  private volatile long refused;
  private volatile boolean opened;
  private volatile boolean accepting = true;
  private volatile boolean running = true;
  private boolean paused;
  private int turn;

  private Balancer(ServerSocketChannel listener, Selector selector) throws IOException {
    this.listener = listener;
    this.selector = selector;
    this.uri =
        URI.create(
            "http://%s:%d"
                .formatted(
                    listener.socket().getInetAddress().getHostAddress(),
                    listener.socket().getLocalPort()));
    this.acceptKey = listener.register(selector, 0);
  }

  /// Listens at the address; throws `java.net.BindException` when the port is taken.
  public static Balancer open(InetSocketAddress address) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    try {
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listener.bind(address, BACKLOG);
      listener.configureBlocking(false);
      Balancer balancer = new Balancer(listener, Selector.open());
      balancer.thread.start();
      return balancer;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  /// Where it listens, for clients that speak HTTP.
  public URI uri() {
    return uri;
  }

  /// Replaces the list of ready pods; connections that are open stay where they are.
  public synchronized void balanceOver(List<Endpoint> endpoints) {
    List<Backend> next =
        endpoints.stream()
            .map(e -> backends.computeIfAbsent(e.pod(), pod -> new Backend(e)))
            .toList();
    backends.values().forEach(backend -> backend.listed = next.contains(backend));
    backends.values().removeIf(Backend::isForgettable);
    ready = next;
    if (!next.isEmpty() && !opened) {
      opened = true;
      selector.wakeup();
    }
  }

  /// Connections by pod, those that are draining included.
  public Map<String, PodConnections> connections() {
    Map<String, PodConnections> byPod = new TreeMap<>();
    backends.forEach((pod, backend) -> byPod.put(pod, backend.connections()));
    return byPod;
  }

  /// Connections that were reset because no pod was ready.
  public long refused() {
    return refused;
  }

  /// Takes no further connection; open ones go on until they end or [#close()] is called.
  public void stopAccepting() {
    accepting = false;
    selector.wakeup();
  }

  /// Resets what is still open and releases the port.
  @Override
  public void close() {
    running = false;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (listener;
        selector) {
      while (running) {
        acceptKey.interestOps(opened && !paused ? SelectionKey.OP_ACCEPT : 0);
        long pause = paused ? PAUSE_MILLIS : 0;
        paused = false;
        selector.select(this::serve, pause);
        if (!accepting) {
          listener.close();
          break;
        }
      }
      while (running) {
        selector.select(this::serve);
      }
      for (SelectionKey key : List.copyOf(selector.keys())) {
        if (key.attachment() instanceof Side side) {
          side.connection.reset();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the selector of the balancer failed", e);
    }
  }

  private void serve(SelectionKey key) {
    if (key == acceptKey) {
      accept();
    } else if (key.isValid()) {
      Side side = (Side) key.attachment();
      side.connection.serve(side, scratch);
    }
  }

  private void accept() {
    try {
      for (int i = 0; i < ACCEPTS_PER_ROUND && accepting; i++) {
        SocketChannel client = listener.accept();
        if (client == null) {
          return;
        }
        List<Backend> candidates = ready;
        if (candidates.isEmpty()) {
          refused = refused + 1;
          Side.reset(client);
        } else {
          Backend next = candidates.get(Math.floorMod(turn++, candidates.size()));
          Connection.splice(client, next, selector);
        }
      }
    } catch (IOException outOfDescriptors) {
      // The client that waits would wake the selector without end, so look away for a moment.
      paused = true;
    }
  }
}
