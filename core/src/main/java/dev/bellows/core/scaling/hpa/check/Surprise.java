package dev.bellows.core.scaling.hpa.check;

import java.util.stream.Stream;

/// One way in which an accepted autoscaler does not do what it seems to say.
interface Surprise {

  Stream<Finding> in(Subject subject);
}
