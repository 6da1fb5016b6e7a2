/// The load tester's face to the outside: requests for load over HTTP, runs as JSON and as a
/// stream, metrics; it wires engine, target and measurement together.
@NullMarked
package dev.bellows.loadtester.api;

import org.jspecify.annotations.NullMarked;
