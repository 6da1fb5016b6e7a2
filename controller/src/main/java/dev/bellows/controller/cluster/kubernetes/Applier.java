package dev.bellows.controller.cluster.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Server-side apply under the field manager `bellows`, which remembers on the object what it
/// applied: whoever changes a field also becomes its owner, so the object's own list of owners
/// forgets what was wanted here.
final class Applier {
  static final String MANAGER = "bellows";
  static final String APPLIED = "bellows.dev/applied";

  private static final TypeReference<LinkedHashMap<String, Object>> DOCUMENT =
      new TypeReference<>() {};

  private final KubernetesClient client;
  private final String namespace;
  private final ObjectMapper json = new ObjectMapper();

  Applier(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /// The live object; null where there is none.
  @Nullable GenericKubernetesResource live(String kind, String name) {
    return resource(kind, name).get();
  }

  /// What was applied here before: everything beside `metadata`; empty where nothing was.
  Map<String, Object> applied(GenericKubernetesResource live) {
    return noted(live, APPLIED);
  }

  /// What was written down on the object; empty where nothing was.
  Map<String, Object> noted(GenericKubernetesResource live, String annotation) {
    @Nullable Map<String, String> annotations = live.getMetadata().getAnnotations();
    @Nullable String noted = annotations == null ? null : annotations.get(annotation);
    if (noted == null) {
      return Map.of();
    }
    try {
      return json.readValue(noted, DOCUMENT);
    } catch (JsonProcessingException overwritten) {
      return Map.of();
    }
  }

  /// Writes something down on the object, or strikes it out.
  void note(String kind, String name, String annotation, Map<String, Object> document) {
    Map<String, @Nullable String> annotations = new HashMap<>();
    annotations.put(annotation, document.isEmpty() ? null : text(document));
    resource(kind, name)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.STRATEGIC_MERGE)
                .withFieldManager(MANAGER)
                .build(),
            text(Map.of("metadata", Map.of("annotations", annotations))));
  }

  /// All live objects of a kind.
  List<GenericKubernetesResource> all(String kind) {
    return client
        .genericKubernetesResources(Kinds.of(kind))
        .inNamespace(namespace)
        .list()
        .getItems();
  }

  /// The object as a plain document.
  Map<String, Object> document(GenericKubernetesResource live) {
    return json.convertValue(live, DOCUMENT);
  }

  /// Applies fields of an object; what was applied before and is not among them is given up.
  ///
  /// @param object `apiVersion`, `kind`, `metadata` and the wanted fields
  /// @param takeOver also fields that others own
  void apply(Map<String, Object> object, boolean takeOver) {
    Map<String, Object> wanted = new LinkedHashMap<>(object);
    Map<String, Object> metadata = new LinkedHashMap<>(Fields.document(wanted.remove("metadata")));
    wanted.remove("apiVersion");
    wanted.remove("kind");
    Map<String, Object> annotations = new LinkedHashMap<>();
    if (metadata.get("annotations") instanceof Map<?, ?> own) {
      annotations.putAll(Fields.document(own));
    }
    annotations.put(APPLIED, text(wanted));
    metadata.put("annotations", annotations);
    metadata.put("namespace", namespace);
    Map<String, Object> body = new LinkedHashMap<>(object);
    body.put("metadata", metadata);
    GenericKubernetesResource resource = json.convertValue(body, GenericKubernetesResource.class);
    var applying =
        client
            .genericKubernetesResources(Kinds.of(resource.getKind()))
            .inNamespace(namespace)
            .resource(resource)
            .fieldManager(MANAGER);
    (takeOver ? applying.forceConflicts() : applying).serverSideApply();
  }

  private Resource<GenericKubernetesResource> resource(String kind, String name) {
    return client.genericKubernetesResources(Kinds.of(kind)).inNamespace(namespace).withName(name);
  }

  private String text(Map<String, Object> wanted) {
    try {
      return json.writeValueAsString(wanted);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document of plain values cannot be written", e);
    }
  }
}
