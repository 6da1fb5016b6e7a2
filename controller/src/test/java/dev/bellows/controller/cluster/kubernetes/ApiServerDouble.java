package dev.bellows.controller.cluster.kubernetes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// fabric8's store of objects behind HTTP, with what it lacks in front: server-side apply with
/// field managers and conflicts, the version, refusals on demand, watches that break. It writes
/// down which right each request would have needed.
public final class ApiServerDouble extends Dispatcher implements AutoCloseable {
  public static final String NAMESPACE = "shop";

  private static final Pattern PATH =
      Pattern.compile(
          "/(?:api/v1|apis/([^/]+)/[^/]+)(/namespaces/[^/]+)?/([^/?]+)(?:/([^/?]+))?(/scale)?(\\?.*)?");
  private static final TypeReference<LinkedHashMap<String, Object>> DOCUMENT =
      new TypeReference<>() {};

  private final ObjectMapper json = new ObjectMapper();
  private final WatchedStore store = new WatchedStore();
  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(json), new MockWebServer(), new HashMap<>(), this, false);
  private final Map<String, FieldManagers> managers = new ConcurrentHashMap<>();
  private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
  private final List<WebSocket> watches = new CopyOnWriteArrayList<>();
  private final Set<String> used = new ConcurrentSkipListSet<>();

  private record Refusal(int status, String reason, Duration delay) {}

  public ApiServerDouble() {
    Logger.getLogger("io.fabric8.mockwebserver").setLevel(Level.WARNING);
    server.init();
  }

  /// @param patience how long it waits for an answer
  KubernetesClient client(Duration patience) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withMasterUrl(url())
                .withTrustCerts(true)
                .withNamespace(NAMESPACE)
                .withWatchReconnectLimit(0)
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout((int) patience.toMillis())
                .build())
        .build();
  }

  public String url() {
    return "http://%s:%d".formatted(server.getHostName(), server.getPort());
  }

  /// The environment of a packaged controller whose target is `web` here.
  public Map<String, String> settingsOfController() {
    return Map.of(
        "BELLOWS_CLUSTER",
        "kubernetes",
        "BELLOWS_TARGET",
        "deployment/web",
        "BELLOWS_KUBERNETES_NAMESPACE",
        NAMESPACE,
        "KUBERNETES_MASTER",
        url(),
        "QUARKUS_KUBERNETES_CLIENT_API_SERVER_URL",
        url());
  }

  @Override
  public void close() {
    server.destroy();
  }

  /// Rights as `group/resource verb`, those of the whole cluster with `*` before the verb.
  Set<String> used() {
    return used;
  }

  void forgetUsed() {
    used.clear();
  }

  /// Answers requests for the resource with a status until [#allow].
  ///
  /// @param question such as `list pods`, `patch horizontalpodautoscalers`
  public void refuse(String question, int status, String reason) {
    refusals.put(question, new Refusal(status, reason, Duration.ZERO));
  }

  /// Does not answer for longer than the client waits.
  void hang(String question) {
    refusals.put(question, new Refusal(200, "", Duration.ofSeconds(3)));
  }

  void allow() {
    refusals.clear();
  }

  /// Watches that were opened and not broken; only from then on the store tells them what happens.
  public int watching() {
    return watches.size();
  }

  /// Ends all watches, as a restart of the API server does.
  public void breakWatches() {
    forgotten().forEach(watch -> watch.close(1001, "going away"));
  }

  /// The open watches, which from now on count as broken: new ones may come before they hear of it.
  private List<WebSocket> forgotten() {
    List<WebSocket> old = List.copyOf(watches);
    watches.removeAll(old);
    return old;
  }

  /// Says on all watches that they began too far in the past, as a compacted store makes it.
  void expireWatches() {
    say(
        forgotten(),
        """
        {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
        "message":"too old resource version: 1 (7)","reason":"Expired","code":410}}\
        """);
  }

  /// Says on all watches how far they have come, as it does every minute.
  void bookmark() {
    say(
        watches,
        """
        {"type":"BOOKMARK","object":{"kind":"Pod","apiVersion":"v1",\
        "metadata":{"resourceVersion":"4711","creationTimestamp":null},"spec":{"containers":null}}}\
        """);
  }

  private static void say(List<WebSocket> to, String message) {
    to.forEach(watch -> watch.send(message));
  }

  /// Writes an object as a manager other than ours: what it has becomes that manager's.
  public void write(String manager, String path, Map<String, Object> document) {
    Map<String, Object> owned = new LinkedHashMap<>(document);
    managers
        .computeIfAbsent(path, any -> new FieldManagers())
        .written(manager, get(path), document);
    FieldManagers of = managers.get(path);
    Map<String, Object> metadata = new LinkedHashMap<>(Fields.document(document.get("metadata")));
    metadata.put("managedFields", of.entries());
    owned.put("metadata", metadata);
    save(path, owned);
  }

  /// The names of all stored objects of a kind.
  List<String> names(String collection) {
    List<String> names = new ArrayList<>();
    try {
      json.readTree(store.handleGet(collection).getBody().getBytes())
          .path("items")
          .forEach(item -> names.add(item.at("/metadata/name").asText()));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String path) {
    store.handleDelete(path);
    managers.remove(path);
  }

  /// The stored object; empty where there is none.
  public Map<String, Object> get(String path) {
    MockResponse found = store.handleGet(path);
    try {
      return found.code() == 200
          ? json.readValue(found.getBody().getBytes(), DOCUMENT)
          : new LinkedHashMap<>();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    if (request.getPath().startsWith("/version")) {
      return answer(200, Map.of("major", "1", "minor", "36", "gitVersion", "v1.36.2+k3s1"));
    }
    Matcher path = PATH.matcher(request.getPath());
    if (!path.matches()) {
      return failure(404, "NotFound", "no such path " + request.getPath(), Map.of());
    }
    String verb = verb(request, path);
    // Before it is noted: who has seen the note may allow what is asked from then on.
    Refusal refusal = refusals.get(verb + " " + resource(path));
    note(path, verb);
    if (refusal != null && refusal.delay().isZero()) {
      return failure(refusal.status(), refusal.reason(), refusal.reason(), Map.of());
    }
    MockResponse answer =
        verb.equals("patch") ? patch(request, path) : watched(store.dispatch(request));
    return refusal == null ? answer : answer.setBodyDelay(refusal.delay());
  }

  private void note(Matcher path, String verb) {
    used.add(
        "%s/%s %s%s"
            .formatted(
                path.group(1) == null ? "" : path.group(1),
                resource(path),
                path.group(2) == null ? "*" : "",
                verb));
  }

  private static String resource(Matcher path) {
    return path.group(5) == null ? path.group(3) : path.group(3) + path.group(5);
  }

  private static String verb(RecordedRequest request, Matcher path) {
    String query = path.group(6) == null ? "" : path.group(6);
    return switch (request.method()) {
      case GET -> query.contains("watch=true") ? "watch" : path.group(4) == null ? "list" : "get";
      case POST -> "create";
      case PUT -> "update";
      case DELETE -> "delete";
      case PATCH -> "patch";
      default -> request.getMethod();
    };
  }

  private MockResponse watched(MockResponse response) {
    WebSocketListener listener = response.getWebSocketListener();
    if (listener == null) {
      return response;
    }
    return new MockResponse()
        .withWebSocketUpgrade(
            new WebSocketListener() {
              @Override
              public void onOpen(WebSocket socket, Response opened) {
                watches.add(socket);
                listener.onOpen(socket, opened);
              }

              @Override
              public void onClosing(WebSocket socket, int code, String reason) {
                listener.onClosing(socket, code, reason);
              }

              @Override
              public void onClosed(WebSocket socket, int code, String reason) {
                store.end(listener, socket, code, reason);
              }
            });
  }

  private MockResponse patch(RecordedRequest request, Matcher matched) {
    String type = String.valueOf(request.getHeader("Content-Type"));
    if (matched.group(5) != null && type.contains("application/merge-patch")) {
      return scale(request);
    }
    if (type.contains("apply-patch")) {
      return apply(request, matched);
    }
    if (type.contains("strategic-merge-patch")) {
      return merge(request);
    }
    return failure(415, "UnsupportedMediaType", type + " is not spoken", Map.of());
  }

  /// The scale of an object is its `spec.replicas`; the answer is a Scale.
  private MockResponse scale(RecordedRequest request) {
    String path = request.getPath().replaceAll("/scale(\\?.*)?$", "");
    Map<String, Object> live = get(path);
    if (live.isEmpty()) {
      return failure(404, "NotFound", "there is no " + path, Map.of());
    }
    try {
      Map<String, Object> change = json.readValue(request.getBody().getBytes(), DOCUMENT);
      Map<String, Object> spec = new LinkedHashMap<>(Fields.document(live.get("spec")));
      Object replicas = Fields.document(change.get("spec")).get("replicas");
      spec.put("replicas", replicas);
      live.put("spec", spec);
      save(path, live);
      return answer(
          200,
          Map.of(
              "apiVersion",
              "autoscaling/v1",
              "kind",
              "Scale",
              "metadata",
              live.get("metadata"),
              "spec",
              Map.of("replicas", replicas),
              "status",
              Map.of("replicas", replicas, "selector", "app=web")));
    } catch (IOException e) {
      return failure(400, "BadRequest", String.valueOf(e.getMessage()), Map.of());
    }
  }

  private MockResponse merge(RecordedRequest request) {
    String path = request.getPath().replaceAll("\\?.*", "");
    try {
      Map<String, Object> change = json.readValue(request.getBody().getBytes(), DOCUMENT);
      save(path, StrategicMerge.of(get(path), change));
      return answer(200, get(path));
    } catch (IOException e) {
      return failure(400, "BadRequest", String.valueOf(e.getMessage()), Map.of());
    }
  }

  private MockResponse apply(RecordedRequest request, Matcher matched) {
    String path = request.getPath().replaceAll("\\?.*", "");
    String query = String.valueOf(matched.group(6));
    String manager = query.replaceAll(".*fieldManager=([^&]*).*", "$1");
    boolean force = query.contains("force=true");
    try {
      Map<String, Object> wanted = json.readValue(request.getBody().getBytes(), DOCUMENT);
      Map<String, Object> live = get(path);
      if (live.isEmpty()) {
        note(matched, "create");
      }
      FieldManagers of = managers.computeIfAbsent(path, any -> new FieldManagers());
      Map<String, String> conflicts = of.conflicts(manager, wanted, live);
      if (!conflicts.isEmpty() && !force) {
        return failure(409, "Conflict", "Apply failed with conflicts", conflicts);
      }
      Map<String, Object> merged = of.applied(manager, wanted, live);
      save(path, merged);
      return answer(200, get(path));
    } catch (IOException e) {
      return failure(400, "BadRequest", String.valueOf(e.getMessage()), Map.of());
    }
  }

  private void save(String path, Map<String, Object> document) {
    boolean exists = !get(path).isEmpty();
    String collection = path.substring(0, path.lastIndexOf('/'));
    try {
      RecordedRequest request =
          new RecordedRequest(
              "HTTP/1.1",
              exists ? HttpMethod.PUT : HttpMethod.POST,
              exists ? path : collection,
              Headers.builder().add("Content-Type", "application/json").build(),
              new Buffer(json.writeValueAsString(document).getBytes(StandardCharsets.UTF_8)));
      MockResponse saved = store.dispatch(request);
      if (saved.code() >= 300) {
        throw new IllegalStateException(saved.code() + " for " + path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MockResponse failure(
      int status, String reason, String message, Map<String, String> conflicts) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", "Status");
    document.put("apiVersion", "v1");
    document.put("status", "Failure");
    document.put("code", status);
    document.put("reason", reason);
    document.put("message", message);
    document.put(
        "details",
        Map.of(
            "causes",
            conflicts.entrySet().stream()
                .map(conflict ->
                    Map.of(
                        "reason",
                        "FieldManagerConflict",
                        "message",
                        "conflict with \"%s\"".formatted(conflict.getValue()),
                        "field",
                        "." + conflict.getKey()))
                .toList()));
    return answer(status, document);
  }

  private MockResponse answer(int status, Map<String, Object> document) {
    try {
      return new MockResponse()
          .setResponseCode(status)
          .addHeader("Content-Type", "application/json")
          .setBody(json.writeValueAsString(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
