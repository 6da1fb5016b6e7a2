/// A target over HTTP/1.1: connections that come and go so that new pods get load, and a check of
/// every address before anything is sent to it.
@NullMarked
package dev.bellows.loadtester.http;

import org.jspecify.annotations.NullMarked;
