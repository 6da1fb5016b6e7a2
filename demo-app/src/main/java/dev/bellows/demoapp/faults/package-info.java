/// Misbehaviour on demand: delays, errors, frozen requests, held memory, slow starts. Probes stay
/// healthy.
@NullMarked
package dev.bellows.demoapp.faults;

import org.jspecify.annotations.NullMarked;
