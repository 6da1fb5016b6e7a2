package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;

/// What to do when metrics.k8s.io does not answer.
final class MissingMetrics {
  private static final int UNAVAILABLE = 503;

  private MissingMetrics() {}

  static String sentence(String namespace, KubernetesClientException failure) {
    if (ApiFailure.isNotFound(failure)) {
      return "metrics-server is not installed, so no CPU is seen and the autoscaler cannot decide: "
          + "`kubectl apply -f https://github.com/kubernetes-sigs/metrics-server/releases/latest/download/components.yaml`"
          + " (minikube: `minikube addons enable metrics-server`; kind and Docker Desktop also need its argument --kubelet-insecure-tls).";
    }
    if (failure.getCode() == UNAVAILABLE) {
      return "metrics-server is installed but does not answer (503): see `kubectl -n kube-system get pods -l k8s-app=metrics-server`"
          + " (kind and Docker Desktop need its argument --kubelet-insecure-tls).";
    }
    return ApiFailure.sentence("list pods.metrics.k8s.io in namespace " + namespace, failure);
  }
}
