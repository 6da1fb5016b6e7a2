/// Bellows load-tester.
@NullMarked
package dev.bellows.loadtester;

import org.jspecify.annotations.NullMarked;
