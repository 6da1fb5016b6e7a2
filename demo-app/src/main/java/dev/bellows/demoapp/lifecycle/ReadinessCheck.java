package dev.bellows.demoapp.lifecycle;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// What the readiness probe sees.
@org.eclipse.microprofile.health.Readiness
@Singleton
final class ReadinessCheck implements HealthCheck {

  private final Readiness readiness;

  ReadinessCheck(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public HealthCheckResponse call() {
    ReadinessState state = readiness.state();
    return HealthCheckResponse.named("traffic")
        .status(state.ready())
        .withData("because", state.because())
        .build();
  }
}
