/// The cluster on this machine: pods are processes, the Service is a balancer, CPU comes from the
/// operating system.
@NullMarked
package dev.bellows.controller.cluster.local;

import org.jspecify.annotations.NullMarked;
