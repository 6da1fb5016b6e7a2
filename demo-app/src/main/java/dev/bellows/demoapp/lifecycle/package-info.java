/// From the first probe to the last answer: who the pod is, whether it is ready, and how it drains.
@NullMarked
package dev.bellows.demoapp.lifecycle;

import org.jspecify.annotations.NullMarked;
