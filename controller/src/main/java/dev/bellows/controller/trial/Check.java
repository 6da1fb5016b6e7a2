package dev.bellows.controller.trial;

import java.util.LinkedHashMap;
import java.util.Map;

/// One thing that the trial had to reach.
///
/// @param name as programs know it
/// @param words what people call it
/// @param miss the verdict of a trial that did not reach it
record Check(String name, String words, String limit, String value, boolean pass, Verdict miss) {

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", name);
    document.put("words", words);
    document.put("limit", limit);
    document.put("value", value);
    document.put("pass", pass);
    return document;
  }
}
