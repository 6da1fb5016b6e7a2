# Sourced by load-engine.sh: what the generators have in common, and which of them are there. Each has a file in
# generators/ with two functions. find_NAME sets version[NAME], or says what is missing and how to get it and fails.
# run_NAME MODEL AMOUNT starts the generator on its core as generator_pid with its output in generator.log, calls observe
# (requests, elapsed, cpu_used), waits for its end and sets p50, p99, p999 [us], errors, and for ours lag [us, p99] and
# verdict; "-" is unknown.
# shellcheck shell=bash disable=SC2154,SC2034

known_generators="wrk ab bellows hey hyperfoil gatling"
for name in $known_generators minimal timer; do . "$here/load-engine/generators/$name.sh"; done

# Before the window: the warm-up and a second for the joint between phases; after it a second in reserve.
external_seconds() { echo $((warm_up + 1 + seconds + 1)); }

start() {
  (on_core "$generator_core" "$@") >"$work/generator.log" 2>&1 &
  generator_pid=$!
}

start_java() { start "$JAVA_HOME/bin/java" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED "$@"; }

# Waits for the generator to end by itself. One that has collapsed under its backlog is not waited for for ever.
ended() {
  local tries=0
  while kill -0 "$generator_pid" 2>/dev/null; do
    [ $((tries += 1)) -le 600 ] || { echo "it did not end within 120 s" >>"$work/generator.log"; return 1; }
    pause 0.2
  done
  wait "$generator_pid"
}

read_percentiles() { read -r p50 p99 p999 errors < <(sed -n 's/^percentiles \([^ ]*\) \([^ ]*\) \([^ ]*\) errors /\1 \2 \3 /p' "$work/generator.log"); }

# --- what is there -----------------------------------------------------------------------------------------------------

declare -A version=()
generators=()
open_generators=()

choose_generators() {
  local name
  for name in ${only//,/ }; do
    [[ " $known_generators " == *" $name "* ]] || fail "--only must be some of ${known_generators// /,}, but was '$only'." 64
  done
  for name in $known_generators; do
    [[ -z $only || ,$only, == *,$name,* ]] || continue
    "find_$name" || continue
    generators+=("$name")
    case $name in bellows | hyperfoil | gatling) open_generators+=("$name") ;; esac
  done
  [ ${#generators[@]} -gt 0 ] || fail "There is no load generator to measure."
}

missing() {
  echo "$1; going on without it." >&2
  return 1
}

debian() {
  command -v "$1" >/dev/null || missing "$1 is missing: install the Debian package $2" || return 1
  version[$1]=$(dpkg-query -W -f '${Version}' "$2" 2>/dev/null || echo unknown)
}

# of_c NAME SOURCE: compiles what is called NAME in sentences to the file of the source's name without .c.
of_c() {
  command -v cc >/dev/null || missing "$1 is missing: install the Debian packages gcc and libc6-dev" || return 1
  cc -O2 -o "$work/$(basename "$2" .c)" "$2" 2>"$work/cc.log" ||
    missing "$1 does not compile: $(head -n 1 "$work/cc.log")"
}

# Nothing is downloaded here; --fetch does that.
of_maven() {
  find_jdk || return 1
  command -v mvn >/dev/null || missing "$1 is missing: it comes with Maven, and there is no mvn on the PATH" || return 1
  version[$1]=$(sed -n "s|.*<$1.version>\(.*\)</$1.version>.*|\1|p" "$here/load-engine/pom.xml")
  class_path "$1" --offline || missing "$1 ${version[$1]} is missing: fetch it with bench/load-engine.sh --fetch" || return 1
  "$JAVA_HOME/bin/javac" -cp "$(<"$work/$1.classpath")" -d "$work/$1" "$here/load-engine/generators/$1"/*.java \
    2>"$work/javac.log" || missing "$1 ${version[$1]} does not fit its driver: $(head -n 1 "$work/javac.log")" || return 1
}

class_path() {
  "$root/mvnw" -B -q -f "$here/load-engine/pom.xml" -P"$1" "${@:2}" dependency:build-classpath \
    -Dmdep.outputFile="$work/$1.classpath" >"$work/maven.log" 2>&1
}

# Puts what Maven has of the generators where Maven keeps it, in the user's own repository.
fetch() {
  local name gone=0
  find_jdk && require_maven || exit 69
  for name in hyperfoil gatling; do
    if class_path "$name"; then
      echo "$name is there: $(tr ':' '\n' <"$work/$name.classpath" | wc -l) jars."
    else
      echo "$name could not be had: $(grep -m 1 '^\[ERROR\]' "$work/maven.log" | cut -c 9-300)" >&2
      gone=69
    fi
  done
  return $gone
}

machine() {
  local name
  printf 'machine\tCPU\t%s\n' "$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)"
  printf 'machine\tcores\t%s (server on %s, generator on %s)\n' "$(nproc --all)" "$server_core" "$generator_core"
  printf 'machine\tkernel\t%s\n' "$(uname -sr)"
  [ -z "${JAVA_HOME:-}" ] || printf 'machine\tJDK\t%s\n' "$("$JAVA_HOME/bin/java" -version 2>&1 | sed -n 2p)"
  printf 'machine\tserver\tnginx %s, one process\n' "$(nginx -v 2>&1 | sed 's|.*/||')"
  [ -z "$witness_pid" ] || printf 'machine\tserver of the fixed rate\twitness.c, one process\n'
  for name in "${generators[@]}"; do printf 'machine\t%s\t%s\n' "$name" "${version[$name]}"; done
}
