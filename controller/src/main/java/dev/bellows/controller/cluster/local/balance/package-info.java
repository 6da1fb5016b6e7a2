/// The target's Service on this machine: a balancer of TCP connections over the ready pods.
@NullMarked
package dev.bellows.controller.cluster.local.balance;

import org.jspecify.annotations.NullMarked;
