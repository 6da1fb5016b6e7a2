package dev.bellows.loadtester.api;

import dev.bellows.loadtester.http.AddressRules;
import dev.bellows.loadtester.http.TargetPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts together what knows no container.
final class Wiring {

  @Produces
  @Singleton
  RunRequestReader reader(
      LoadConfig config,
      @ConfigProperty(name = "KUBERNETES_SERVICE_HOST") Optional<String> apiServer) {
    List<String> apiServers =
        Stream.concat(Stream.of("kubernetes.default.svc"), apiServer.stream()).toList();
    TargetPolicy policy =
        new TargetPolicy(
            config.targetAllow().orElse(List.of()),
            AddressRules.ofThisCluster(apiServers),
            InetAddress::getAllByName);
    return new RunRequestReader(config, policy);
  }
}
