# No generator, but what the machine does to one: timer/BareTimer.java waits for arrivals of the same rate and sends nothing.
# shellcheck shell=bash disable=SC2154,SC2034
find_timer() {
  find_jdk || missing "The bare timer is missing: it needs a JDK" || return 1
  "$JAVA_HOME/bin/javac" -d "$work/timer" "$here/load-engine/generators/timer/BareTimer.java" 2>"$work/javac.log" ||
    missing "The bare timer does not compile: $(head -n 1 "$work/javac.log")"
}

# Its requests are what fell due: what it can't keep up with is late, and never left out.
run_timer() {
  start_java -cp "$work/timer" BareTimer "$2" 2 "$seconds"
  pause 2
  kill -0 "$generator_pid" 2>/dev/null || return 1
  begin_window && pause "$seconds" && end_window || return 1
  ended && lag=$(sed -n 's/^lag //p' "$work/generator.log") && [ -n "$lag" ] || return 1
  requests=$(awk -v rate="$2" -v t="$elapsed" 'BEGIN { printf "%.0f", rate * t }')
}
