/// Fires a schedule without waiting for answers.
@NullMarked
package dev.bellows.loadtester.engine;

import org.jspecify.annotations.NullMarked;
