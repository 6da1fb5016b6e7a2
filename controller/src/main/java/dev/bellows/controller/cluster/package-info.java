/// The port: what the controller needs of a place where pods run. It decides nothing.
@NullMarked
package dev.bellows.controller.cluster;

import org.jspecify.annotations.NullMarked;
