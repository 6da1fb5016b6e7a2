/// Holds the manifests of k8s/ to what they promise, by reading what `kubectl kustomize` makes of
/// them.
@NullMarked
package dev.bellows.manifests;

import org.jspecify.annotations.NullMarked;
