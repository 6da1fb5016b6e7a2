/// Bellows controller.
@NullMarked
package dev.bellows.controller;

import org.jspecify.annotations.NullMarked;
