/// The target of the bench: what all its answers have in common, namely the pod's name and problem
/// documents.
@NullMarked
package dev.bellows.demoapp;

import org.jspecify.annotations.NullMarked;
