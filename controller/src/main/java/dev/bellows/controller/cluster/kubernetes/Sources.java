package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;

/// Every question that is asked again and again, in one place.
final class Sources {
  private final KubernetesClient client;
  private final String namespace;

  Sources(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  ObjectWatch.Source<Deployment> deployments() {
    return new Filtered<>(
        client.apps().deployments().inNamespace(namespace).withLabelSelector(everything()), true);
  }

  ObjectWatch.Source<Pod> pods(LabelSelector selector) {
    return new Filtered<>(client.pods().inNamespace(namespace).withLabelSelector(selector), true);
  }

  ObjectWatch.Source<GenericKubernetesResource> autoscalers() {
    return new Filtered<>(generic(Kinds.HPA, everything()), true);
  }

  ObjectWatch.Source<Event> events() {
    return new Filtered<>(
        client.v1().events().inNamespace(namespace).withLabelSelector(everything()), false);
  }

  List<GenericKubernetesResource> podMetrics(LabelSelector selector) {
    return generic(Kinds.POD_METRICS, selector).list().getItems();
  }

  private FilterWatchListDeletable<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      generic(ResourceDefinitionContext kind, LabelSelector selector) {
    return client
        .genericKubernetesResources(kind)
        .inNamespace(namespace)
        .withLabelSelector(selector);
  }

  private static LabelSelector everything() {
    return new LabelSelector();
  }

  private record Filtered<T extends HasMetadata>(
      FilterWatchListDeletable<T, ?, ?> objects, boolean hasBookmarks)
      implements ObjectWatch.Source<T> {

    @Override
    @SuppressWarnings("unchecked")
    public KubernetesResourceList<T> list() {
      return (KubernetesResourceList<T>) objects.list();
    }

    @Override
    public Watch watch(ListOptions from, Watcher<T> watcher) {
      return objects.watch(from, watcher);
    }
  }
}
