package dev.bellows.controller.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The place where the pods run.
///
/// @param cluster `local` or `kubernetes`
/// @param kind such as `minikube`, `kind`, `k3s`, `Docker Desktop`, `cloud (GKE)`
/// @param evidence what the kind was concluded from
/// @param version of the API server; empty where there is none
/// @param nodes empty where they may not be listed
/// @param cpuMillicores that all nodes together give to pods
/// @param memoryMebibytes likewise
/// @param dashboard ways to reach the dashboard, the best first, each a URL or a command
/// @param sizing whether the target fits, and what to do if it does not
/// @param watchRestarts how often each watch had to be opened again
/// @param times where times come from and how wrong they may be
public record EnvironmentPicture(
    String cluster,
    String kind,
    List<String> evidence,
    Optional<String> version,
    OptionalLong nodes,
    OptionalLong cpuMillicores,
    OptionalLong memoryMebibytes,
    List<String> dashboard,
    Optional<String> sizing,
    Map<String, Long> watchRestarts,
    String times) {}
