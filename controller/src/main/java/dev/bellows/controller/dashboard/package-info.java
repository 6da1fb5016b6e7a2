/// What people and programs see of the bench: REST, server-sent events, metrics, the page.
@NullMarked
package dev.bellows.controller.dashboard;

import org.jspecify.annotations.NullMarked;
