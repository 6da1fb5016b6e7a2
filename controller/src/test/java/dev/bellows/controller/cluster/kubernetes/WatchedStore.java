package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import org.jspecify.annotations.Nullable;

/// fabric8's store of objects, whose watches end between two news and never within one. A watch
/// first takes no news any more and only later leaves the store; a write that comes in between
/// would fail, and the watches after that one would not hear of it.
final class WatchedStore extends KubernetesCrudDispatcher {
  private final Object news = new Object();

  @Override
  public void processEvent(
      String path,
      AttributeSet pathAttributes,
      @Nullable AttributeSet oldAttributes,
      @Nullable GenericKubernetesResource resource,
      @Nullable String newState) {
    synchronized (news) {
      super.processEvent(path, pathAttributes, oldAttributes, resource, newState);
    }
  }

  void end(WebSocketListener watch, WebSocket socket, int code, String reason) {
    synchronized (news) {
      watch.onClosed(socket, code, reason);
    }
  }
}
