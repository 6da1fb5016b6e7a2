package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bellows.controller.cluster.EnvironmentPicture;
import dev.bellows.controller.cluster.Surroundings;
import dev.bellows.controller.cluster.Upkeep;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The place where the pods run, and the objects that are kept there.
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
final class ClusterResource {
  private final Surroundings surroundings;
  private final Upkeep upkeep;

  ClusterResource(Surroundings surroundings, Upkeep upkeep) {
    this.surroundings = surroundings;
    this.upkeep = upkeep;
  }

  @GET
  @NonBlocking
  @Path("/environment")
  public Environment environment() {
    return Environment.of(surroundings.environment(), surroundings.limits());
  }

  /// Each object of the target and the fields that are not as they were applied or bundled.
  @GET
  @Blocking
  @Path("/drift")
  public Objects drift() {
    return Objects.of(upkeep.drift());
  }

  /// Puts back the fields that were applied here and changed by others since.
  @POST
  @Blocking
  @Path("/drift/repair")
  public Objects repair() {
    return Objects.of(upkeep.repair());
  }

  /// Applies the bundled objects that are absent.
  @POST
  @Blocking
  @Path("/deploy")
  public Objects deploy() {
    return Objects.of(upkeep.deploy());
  }

  /// @param times where times come from and how wrong they may be
  @RegisterForReflection
  record Environment(
      String cluster,
      String kind,
      List<String> evidence,
      @Nullable String version,
      @Nullable Long nodes,
      @Nullable Long cpuMillicores,
      @Nullable Long memoryMebibytes,
      List<String> dashboard,
      @Nullable String sizing,
      Map<String, Long> watchRestarts,
      String times,
      List<String> limits) {
    static Environment of(EnvironmentPicture now, List<String> limits) {
      return new Environment(
          now.cluster(),
          now.kind(),
          now.evidence(),
          now.version().orElse(null),
          now.nodes().isPresent() ? now.nodes().getAsLong() : null,
          now.cpuMillicores().isPresent() ? now.cpuMillicores().getAsLong() : null,
          now.memoryMebibytes().isPresent() ? now.memoryMebibytes().getAsLong() : null,
          now.dashboard(),
          now.sizing().orElse(null),
          now.watchRestarts(),
          now.times(),
          limits);
    }
  }

  @RegisterForReflection
  record Objects(List<KeptObject> objects) {
    static Objects of(List<Upkeep.KeptObject> kept) {
      return new Objects(kept.stream().map(KeptObject::of).toList());
    }
  }

  @RegisterForReflection
  record KeptObject(String object, String state, String note, List<FieldDrift> drift) {
    static KeptObject of(Upkeep.KeptObject kept) {
      return new KeptObject(
          kept.object(),
          kept.state(),
          kept.note(),
          kept.drift().stream().map(FieldDrift::of).toList());
    }
  }

  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record FieldDrift(
      String field, boolean ours, Object wanted, @Nullable Object live, @Nullable String owner) {
    static FieldDrift of(Upkeep.FieldDrift drift) {
      return new FieldDrift(
          drift.field(), drift.ours(), drift.wanted(), drift.live(), drift.owner());
    }
  }
}
