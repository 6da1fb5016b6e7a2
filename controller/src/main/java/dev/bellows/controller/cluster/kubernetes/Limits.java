package dev.bellows.controller.cluster.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;

/// What cannot be seen or done at the moment: one sentence per matter, logged once when it begins
/// and once when it ends.
final class Limits {
  private static final Logger LOG = Logger.getLogger(Limits.class);

  private final Map<String, String> sentences = new ConcurrentSkipListMap<>();

  void set(String matter, String sentence) {
    if (!sentence.equals(sentences.put(matter, sentence))) {
      LOG.warnf("Limited matter=%s reason=%s", matter, sentence);
    }
  }

  void lift(String matter) {
    if (sentences.remove(matter) != null) {
      LOG.infof("No longer limited matter=%s", matter);
    }
  }

  List<String> sentences() {
    return List.copyOf(sentences.values());
  }
}
