package dev.bellows.loadtester.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;

/// Tells who this load tester is, for a controller that has several.
@Path("/tester")
@Produces(MediaType.APPLICATION_JSON)
final class TesterResource {

  private final String id = UUID.randomUUID().toString();
  private final LoadConfig config;

  TesterResource(LoadConfig config) {
    this.config = config;
  }

  @GET
  public TesterView tester() {
    return new TesterView(id, Instant.now(), config.maxRate(), config.maxInFlight());
  }
}
