/// What went wrong in a trial, with the evidence for it and what to change.
@NullMarked
package dev.bellows.core.findings;

import org.jspecify.annotations.NullMarked;
