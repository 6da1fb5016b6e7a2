/// When each request is due: rates over time, and the seeded arrivals that follow them.
@NullMarked
package dev.bellows.core.schedule;

import org.jspecify.annotations.NullMarked;
