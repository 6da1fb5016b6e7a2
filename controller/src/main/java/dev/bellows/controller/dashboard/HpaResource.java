package dev.bellows.controller.dashboard;

import dev.bellows.controller.cluster.ReplicaActuator;
import dev.bellows.controller.cluster.WorkloadPicture;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.loop.Autoscaler;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.controller.loop.RefusedSpecException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The HorizontalPodAutoscaler in force: its spec as an API server would show it, and its status.
@Path("/api/hpa")
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
final class HpaResource {
  private final LiveAutoscaler autoscaler;
  private final WorkloadView workload;

  HpaResource(LiveAutoscaler autoscaler, WorkloadView workload) {
    this.autoscaler = autoscaler;
    this.workload = workload;
  }

  @GET
  public Map<String, Object> hpa() {
    return document(autoscaler.inForce());
  }

  /// Puts another spec into force from the next tick on. The body is the spec, or a whole object
  /// with a `spec`; a missing `scaleTargetRef` is the one in force. On a cluster only the fields
  /// that differ are written; `takeOver=true` also those that somebody else owns.
  ///
  /// @param dryRun only answers what it would be, with what is surprising about it
  @PUT
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  public Map<String, Object> replace(
      @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
      @QueryParam("takeOver") @DefaultValue("false") boolean takeOver,
      @Nullable Map<String, Object> body) {
    Autoscaler before = autoscaler.inForce();
    Map<String, Object> spec = new LinkedHashMap<>(specOf(body));
    spec.putIfAbsent("scaleTargetRef", before.spec().get("scaleTargetRef"));
    try {
      Autoscaler edited = before.withSpec(spec);
      if (edited.maxReplicas() > ReplicaActuator.MOST_REPLICAS) {
        throw ProblemException.invalid(
            "spec.maxReplicas",
            "spec.maxReplicas must be from 1 to %d, but was %d."
                .formatted(ReplicaActuator.MOST_REPLICAS, edited.maxReplicas()));
      }
      if (!dryRun) {
        autoscaler.replace(edited, takeOver);
      }
      return document(edited);
    } catch (RefusedSpecException refused) {
      throw ProblemException.invalid(
          refused.field(), "%s: %s".formatted(refused.field(), refused.getMessage()));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> specOf(@Nullable Map<String, Object> body) {
    if (body == null) {
      throw ProblemException.invalid("body", "The body must be a spec, but there was none.");
    }
    return switch (body.getOrDefault("spec", body)) {
      case null -> throw ProblemException.invalid("spec", "spec must be an object, but was null.");
      case Map<?, ?> spec -> (Map<String, Object>) spec;
      default -> throw ProblemException.invalid("spec", "spec must be an object.");
    };
  }

  private Map<String, Object> document(Autoscaler shown) {
    WorkloadPicture now = workload.latest();
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("currentReplicas", now.current());
    status.put("desiredReplicas", now.desired());
    autoscaler
        .status()
        .ifPresent(last -> {
          status.put("currentMetrics", last.currentMetrics());
          status.put(
              "conditions",
              last.conditions().stream().map(StateDocument.HpaCondition::of).toList());
        });
    status.putIfAbsent("conditions", List.of());
    Map<String, Object> document = new LinkedHashMap<>(shown.document());
    document.put("status", status);
    HpaReview.of(shown).addTo(document);
    return document;
  }
}
