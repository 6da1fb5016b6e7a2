# No generator, but what the machine does to one: timer/BareTimer.java waits for the same arrivals and sends nothing.
# shellcheck shell=bash disable=SC2154,SC2034
find_timer() {
  find_jdk && "$JAVA_HOME/bin/javac" -d "$work/timer" "$here/load-engine/generators/timer/BareTimer.java" 2>"$work/javac.log" ||
    missing "The bare timer is missing: it needs a JDK"
}

run_timer() {
  start_java -cp "$work/timer" BareTimer "$2" 2 "$seconds"
  pause 2
  begin_window
  pause "$seconds"
  end_window
  ended && lag=$(sed -n 's/^lag //p' "$work/generator.log") && [ -n "$lag" ] || return 1
  requests=$(awk -v rate="$2" -v t="$elapsed" 'BEGIN { printf "%.0f", rate * t }')
}
