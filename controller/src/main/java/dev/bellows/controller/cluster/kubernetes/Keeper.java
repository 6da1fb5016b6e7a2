package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.controller.cluster.AutoscalerEditor;
import dev.bellows.controller.cluster.ClusterRefusal;
import dev.bellows.controller.cluster.Upkeep;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Changes objects only where people ask for it: what is absent is applied whole, of what exists
/// only the fields that were changed here, and nothing of what is being deleted.
final class Keeper implements AutoscalerEditor, Upkeep {
  /// What the spec is when no trial has changed it.
  static final String SPEC_BEFORE = "bellows.dev/spec-before";

  private static final Logger LOG = Logger.getLogger(Keeper.class);
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;
  private static final String HPA = "HorizontalPodAutoscaler";
  private final Target target;
  private final Applier applier;
  private final KubernetesCluster cluster;
  private final Scaler scaler;
  private final Supplier<OptionalLong> allocatableMillicores;

  /// @param scaler where it is the controller, no autoscaler is kept beside it
  /// @param allocatableMillicores what the nodes give to pods; empty where they cannot be seen
  Keeper(
      Target target,
      Applier applier,
      KubernetesCluster cluster,
      Scaler scaler,
      Supplier<OptionalLong> allocatableMillicores) {
    this.target = target;
    this.applier = applier;
    this.cluster = cluster;
    this.scaler = scaler;
    this.allocatableMillicores = allocatableMillicores;
  }

  @Override
  public void change(
      Map<String, Object> specBefore, Map<String, Object> specAfter, boolean takeOver) {
    change(autoscalerName(), specBefore, specAfter, takeOver);
  }

  private void change(
      String name,
      Map<String, Object> specBefore,
      Map<String, Object> specAfter,
      boolean takeOver) {
    asked(
        "change hpa/" + name,
        () -> {
          GenericKubernetesResource live = present(HPA, name);
          Map<String, Object> applied = applier.applied(live);
          Map<String, Object> kept = applied;
          for (String gone : Fields.removed(specBefore, specAfter)) {
            List<String> path = List.of(("spec." + gone).split("\\."));
            Map<String, Object> rest = Fields.without(kept, path);
            if (rest.equals(kept)) {
              throw new ClusterRefusal(
                  CONFLICT,
                  "spec.%s cannot be removed here: it belongs to %s, who must remove it."
                      .formatted(
                          gone, Owners.of(live.getMetadata(), path).orElse("somebody else")));
            }
            kept = rest;
          }
          Map<String, Object> changed = Fields.changed(specBefore, specAfter);
          if (changed.isEmpty() && kept.equals(applied)) {
            return null;
          }
          Map<String, Object> wanted = header("autoscaling/v2", HPA, name);
          wanted.putAll(Fields.joined(kept, Map.of("spec", changed)));
          applier.apply(wanted, takeOver);
          return null;
        });
  }

  @Override
  public void remember() {
    String name = autoscalerName();
    asked(
        "write down the spec of hpa/" + name,
        () -> {
          GenericKubernetesResource live = present(HPA, name);
          if (applier.noted(live, SPEC_BEFORE).isEmpty()) {
            applier.note(HPA, name, SPEC_BEFORE, specOf(live));
          }
          return live;
        });
  }

  /// Also right after the start, when nothing has been watched yet.
  @Override
  public void giveBack() {
    asked("put back the autoscaler of " + target.name(), () -> applier.all(HPA)).stream()
        .filter(live -> AutoscalerDocument.scales(applier.document(live), target.name()))
        .forEach(this::giveBack);
  }

  private void giveBack(GenericKubernetesResource live) {
    String name = live.getMetadata().getName();
    Map<String, Object> before = applier.noted(live, SPEC_BEFORE);
    if (!before.isEmpty() && live.getMetadata().getDeletionTimestamp() == null) {
      LOG.infof("Putting the autoscaler back name=%s", name);
      change(name, specOf(live), before, true);
      asked(
          "strike out the spec of hpa/" + name,
          () -> {
            applier.note(HPA, name, SPEC_BEFORE, Map.of());
            return live;
          });
    }
  }

  private Map<String, Object> specOf(GenericKubernetesResource live) {
    return Fields.document(applier.document(live).get("spec"));
  }

  @Override
  public List<KeptObject> drift() {
    return each(document -> look(document).object());
  }

  @Override
  public List<KeptObject> repair() {
    List<KeptObject> repaired = new ArrayList<>();
    each(document -> {
      Seen seen = look(document);
      List<FieldDrift> ours = seen.object().drift().stream().filter(FieldDrift::ours).toList();
      if (ours.isEmpty() || seen.live() == null) {
        return seen.object();
      }
      Map<String, Object> wanted =
          header(
              seen.live().getApiVersion(),
              seen.live().getKind(),
              seen.live().getMetadata().getName());
      wanted.putAll(applier.applied(seen.live()));
      applier.apply(wanted, true);
      repaired.add(new KeptObject(seen.object().object(), "repaired", "", ours));
      return seen.object();
    });
    return repaired;
  }

  @Override
  public List<KeptObject> deploy() {
    if (!isBundled()) {
      throw new ClusterRefusal(
          CONFLICT,
          "The target is deployment/%s, which is not the bundled one, so there is nothing to deploy here."
              .formatted(target.name()));
    }
    return each(document -> {
      Seen seen = look(document);
      if (!seen.object().state().equals("absent")) {
        return new KeptObject(
            seen.object().object(),
            seen.object().state(),
            "It exists, so it was left as it is.",
            List.of());
      }
      if (document.get("kind").equals(HPA) && cluster.autoscaler().isPresent()) {
        return new KeptObject(
            seen.object().object(),
            "absent",
            "Another autoscaler scales the target already (hpa/%s), and two would fight."
                .formatted(autoscalerName()),
            List.of());
      }
      FittedRequests fitted =
          FittedRequests.of(document, bundledReplicas(), allocatableMillicores.get());
      applier.apply(fitted.document(), false);
      return new KeptObject(seen.object().object(), "applied", fitted.note(), List.of());
    });
  }

  private interface Treatment {
    KeptObject of(Map<String, Object> document);
  }

  /// One object that is refused keeps none of the others from being treated.
  private List<KeptObject> each(Treatment treatment) {
    List<KeptObject> objects = new ArrayList<>();
    List<ClusterRefusal> refusals = new ArrayList<>();
    for (Map<String, Object> document : kept()) {
      String object = ObjectName.of(document);
      try {
        objects.add(asked("keep " + object, () -> treatment.of(document)));
      } catch (ClusterRefusal refusal) {
        refusals.add(refusal);
        objects.add(
            new KeptObject(object, "unknown", String.valueOf(refusal.getMessage()), List.of()));
      }
    }
    if (refusals.size() == objects.size() && !refusals.isEmpty()) {
      throw refusals.getFirst();
    }
    return List.copyOf(objects);
  }

  /// The bundle's objects where the bundle is the target; of another target only what is there.
  private List<Map<String, Object>> kept() {
    List<Map<String, Object>> kept =
        new ArrayList<>(
            isBundled()
                ? Bundle.documents()
                : List.of(header("apps/v1", "Deployment", target.name())));
    if (scaler == Scaler.CONTROLLER) {
      kept.removeIf(document -> document.get("kind").equals(HPA));
      return kept;
    }
    cluster
        .autoscaler()
        .map(Keeper::nameOf)
        .filter(
            name -> kept.stream().noneMatch(known -> ObjectName.of(known).equals("hpa/" + name)))
        .ifPresent(name -> kept.add(header("autoscaling/v2", HPA, name)));
    return kept;
  }

  private boolean isBundled() {
    return Bundle.documents().stream()
        .anyMatch(document -> ObjectName.of(document).equals("deployment/" + target.name()));
  }

  private static String nameOf(Map<String, Object> document) {
    return String.valueOf(Fields.document(document.get("metadata")).get("name"));
  }

  private record Seen(KeptObject object, @Nullable GenericKubernetesResource live) {}

  private Seen look(Map<String, Object> wanted) {
    String object = ObjectName.of(wanted);
    String name = Fields.document(wanted.get("metadata")).get("name").toString();
    @Nullable GenericKubernetesResource live = applier.live(wanted.get("kind").toString(), name);
    if (live == null) {
      return new Seen(new KeptObject(object, "absent", "", List.of()), null);
    }
    if (live.getMetadata().getDeletionTimestamp() != null) {
      return new Seen(
          new KeptObject(object, "being deleted", "It is left alone until it is gone.", List.of()),
          null);
    }
    Map<String, Object> document = applier.document(live);
    Map<String, Object> applied = applier.applied(live);
    List<FieldDrift> drift = new ArrayList<>();
    Fields.differences(applied, document)
        .forEach(difference -> drift.add(drift(difference, true, live)));
    Map<String, Object> bundled = new LinkedHashMap<>(wanted);
    List.of("apiVersion", "kind", "metadata").forEach(bundled::remove);
    Fields.differences(Fields.joined(bundled, applied), document).stream()
        .map(difference -> drift(difference, false, live))
        .filter(other -> drift.stream().noneMatch(own -> own.field().equals(other.field())))
        .toList()
        .forEach(drift::add);
    return new Seen(
        new KeptObject(
            object,
            "present",
            applied.isEmpty() ? "Nothing of it was applied here." : "",
            List.copyOf(drift)),
        live);
  }

  private static FieldDrift drift(
      Fields.Difference difference, boolean ours, GenericKubernetesResource live) {
    return new FieldDrift(
        difference.field(),
        ours,
        difference.wanted(),
        difference.live(),
        Owners.of(live.getMetadata(), difference.path()).orElse(null));
  }

  private GenericKubernetesResource present(String kind, String name) {
    @Nullable GenericKubernetesResource live = applier.live(kind, name);
    if (live == null) {
      throw new ClusterRefusal(NOT_FOUND, "There is no hpa/%s any more.".formatted(name));
    }
    if (live.getMetadata().getDeletionTimestamp() != null) {
      throw new ClusterRefusal(
          CONFLICT, "hpa/%s is being deleted, so it is left alone.".formatted(name));
    }
    return live;
  }

  private String autoscalerName() {
    return cluster
        .autoscaler()
        .map(Keeper::nameOf)
        .orElseThrow(() ->
            new ClusterRefusal(
                NOT_FOUND,
                "No HorizontalPodAutoscaler scales Deployment %s, so there is none to change."
                    .formatted(target.name())));
  }

  private static int bundledReplicas() {
    return Bundle.documents().stream()
        .filter(document -> document.get("kind").equals(HPA))
        .map(document -> Fields.document(document.get("spec")).get("maxReplicas"))
        .mapToInt(most -> ((Number) most).intValue())
        .findFirst()
        .orElse(1);
  }

  private static Map<String, Object> header(String apiVersion, String kind, String name) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("apiVersion", apiVersion);
    header.put("kind", kind);
    header.put("metadata", Map.of("name", name));
    return header;
  }

  private static <T> T asked(String doing, Supplier<T> question) {
    try {
      return question.get();
    } catch (KubernetesClientException failure) {
      throw new ClusterRefusal(
          ApiFailure.statusFor(failure),
          Conflict.sentence(failure).orElseGet(() -> ApiFailure.sentence(doing, failure)));
    }
  }
}
