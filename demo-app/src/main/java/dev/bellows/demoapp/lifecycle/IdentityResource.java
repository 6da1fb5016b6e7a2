package dev.bellows.demoapp.lifecycle;

import dev.bellows.demoapp.Pod;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `GET /`: which pod this is, its version and how long it has been up.
@Path("/")
@NonBlocking
final class IdentityResource {

  private final Pod pod;

  IdentityResource(Pod pod) {
    this.pod = pod;
  }

  @GET
  @Operation(summary = "Which pod this is, its version and how long it has been up")
  public Identity identity() {
    RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
    return new Identity(
        pod.name(),
        pod.version(),
        Instant.ofEpochMilli(process.getStartTime()),
        process.getUptime() / 1000.0);
  }
}
