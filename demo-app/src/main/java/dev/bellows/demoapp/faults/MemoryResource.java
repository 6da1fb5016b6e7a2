package dev.bellows.demoapp.faults;

import dev.bellows.demoapp.NumberParameter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// `/memory`: holds memory for a while.
@Path("/memory")
@NonBlocking
final class MemoryResource {

  private static final NumberParameter MEBIBYTES = new NumberParameter("mebibytes", "1", "1024");
  private static final NumberParameter SECONDS = new NumberParameter("seconds", "1", "3600");

  private final Memory memory;

  MemoryResource(Memory memory) {
    this.memory = memory;
  }

  @GET
  @Operation(summary = "How much memory is held")
  public Held held() {
    return new Held(memory.heldMebibytes());
  }

  @POST
  @Operation(summary = "Holds so many MiB for so many seconds; answers when they are resident")
  public CompletionStage<Held> hold(
      @QueryParam("mebibytes") @Nullable String mebibytes,
      @QueryParam("seconds") @Nullable String seconds) {
    Duration time = Duration.ofSeconds(SECONDS.whole(seconds));
    return memory.hold(MEBIBYTES.whole(mebibytes), time).thenApply(Held::new);
  }

  @DELETE
  @Operation(summary = "Gives back all of it at once")
  public Held release() {
    memory.releaseAll();
    return held();
  }

  /// What is held, all requests together.
  @RegisterForReflection
  public record Held(int heldMebibytes) {}
}
