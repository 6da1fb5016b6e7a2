/// What is seen of the bench every second: the workload, the load and what the autoscaler did,
/// turned into points and marks of the history.
@NullMarked
package dev.bellows.controller.recording;

import org.jspecify.annotations.NullMarked;
