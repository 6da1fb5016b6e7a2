package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.shape.BadValue;
import dev.bellows.core.schedule.shape.Values;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which part of a schedule this process drives: every `count`-th arrival, beginning with number
/// `index`. With the same seed the parts of all are together the schedule itself.
record Slice(int index, int count) {

  static final Slice WHOLE = new Slice(0, 1);

  private static final int MAX_COUNT = 100;
  private static final Pattern FORM = Pattern.compile("(\\d{1,3})/(\\d{1,3})");

  static Slice read(Parameters given) {
    return given.text("slice").map(Slice::parse).orElse(WHOLE);
  }

  private static Slice parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      int index = Integer.parseInt(form.group(1));
      int count = Integer.parseInt(form.group(2));
      if (index < count && count <= MAX_COUNT) {
        return new Slice(index, count);
      }
    }
    throw new BadValue(
        "slice",
        "must be i/n with i from 0 to n - 1 and n from 1 to %d, such as 0/3, but was %s"
            .formatted(MAX_COUNT, Values.shown(text)));
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
