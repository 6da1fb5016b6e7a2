/// Bellows demo-app.
@NullMarked
package dev.bellows.demoapp;

import org.jspecify.annotations.NullMarked;
