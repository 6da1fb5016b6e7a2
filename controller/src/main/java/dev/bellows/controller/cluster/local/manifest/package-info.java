/// The target's manifests, read from the very YAML files that Kubernetes gets.
@NullMarked
package dev.bellows.controller.cluster.local.manifest;

import org.jspecify.annotations.NullMarked;
