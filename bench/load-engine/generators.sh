# Sourced by load-engine.sh: one function for each generator, run_NAME MODEL AMOUNT, with one contract. It starts the
# generator on its core as generator_pid with its output in generator.log, calls observe (requests, elapsed, cpu_used),
# waits for its end and sets p50, p99, p999 [us], errors, and for ours lag [us, p99] and verdict; "-" is unknown.
# shellcheck shell=bash disable=SC2154,SC2034

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

run_wrk() {
  start wrk -t 1 -c "$2" -d "$(external_seconds)s" -s "$here/load-engine/wrk-percentiles.lua" "http://127.0.0.1:$server_port/"
  observe $((warm_up + 1)) && ended && read_percentiles
}

run_hey() {
  start hey -cpus 1 -c "$2" -z "$(external_seconds)s" "http://127.0.0.1:$server_port/"
  observe $((warm_up + 1)) && ended || return 1
  # hey keeps at most a million samples and prints no p99.9.
  read -r p50 p99 errors < <(awk '$1 == "50%" { a = $3 } $1 == "99%" { b = $3 } /Error distribution/ { e = 1 }
    e && $1 ~ /^\[[0-9]+\]$/ { gsub(/[][]/, "", $1); n += $1 } END { print a * 1e6, b * 1e6, n + 0 }' "$work/generator.log")
}

run_ab() {
  # -t alone would stop at 50,000 requests. The table of percentiles has whole percents only.
  start ab -q -k -c "$2" -t "$(external_seconds)" -n $(($(external_seconds) * 400000)) -e "$work/ab.csv" \
    "http://127.0.0.1:$server_port/"
  observe $((warm_up + 1)) && ended || return 1
  read -r p50 p99 < <(awk -F , '$1 == 50 { a = $2 } $1 == 99 { b = $2 } END { print a * 1000, b * 1000 }' "$work/ab.csv")
  errors=$(awk '/^Failed requests:|^Non-2xx/ { n += $NF } END { print n + 0 }' "$work/generator.log")
}

run_hyperfoil() {
  local kind=rate
  [ "$1" != closed ] || kind=users
  start_java -cp "$work/hyperfoil:$(<"$work/hyperfoil.classpath")" HyperfoilRun \
    "$server_port" "$kind" "$2" "$warm_up" $((seconds + 2))
  observe $((warm_up + 1)) && ended && read_percentiles
}

run_gatling() {
  local kind=rate
  [ "$1" != closed ] || kind=users
  rm -rf "$work/gatling-report"
  start_java --add-opens=java.base/java.lang=ALL-UNNAMED "-D$kind=$2" -Dport="$server_port" -DwarmUp="$warm_up" \
    -Dmeasured=$((seconds + 2)) -Dlogback.configurationFile="$here/load-engine/gatling/logback.xml" \
    -Dgatling.data.enableAnalytics=false -Dgatling.charting.indicators.percentile1=50 \
    -Dgatling.charting.indicators.percentile2=99 -Dgatling.charting.indicators.percentile3=99.9 \
    -cp "$work/gatling:$(<"$work/gatling.classpath")" io.gatling.app.Gatling \
    -s LoopbackSimulation -rf "$work/gatling-report"
  observe $((warm_up + 1)) && ended || return 1
  read -r p50 p99 p999 errors < <(awk -F '[<>]' '/<tr id="req_measured/ { row = 1 } /<\/tr>/ && !/<tr/ { row = 0 }
    row && /col-4"/ { ko = $3 } row && /col-8"/ { a = $3 } row && /col-9"/ { b = $3 } row && /col-10"/ { c = $3 }
    END { print a * 1000, b * 1000, c * 1000, ko + 0 }' "$work"/gatling-report/*/index.html)
}

# Runs of the load tester are started over its REST interface: one to warm up, one to measure.
run_ours() {
  local port id run block state query="type=http"
  port=$(free_port)
  if [ "$1" = closed ]; then query+="&users=$2"; else query+="&arrivals=even&rate=$2"; fi
  query+="&target=http://127.0.0.1:$server_port"
  QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$port BELLOWS_LOAD_MAX_RATE=1000000 start "${ours[@]}"
  for _ in $(seq 300); do
    kill -0 "$generator_pid" 2>/dev/null || return 1
    ! http GET "$port" /q/health/ready >/dev/null || break
    sleep 0.1
  done
  post "$port" "/load?duration=$warm_up&$query" && pause "$warm_up" && finished "$port" || return 1
  post "$port" "/load?duration=$((seconds + 2))&$query" && observe 1 && finished "$port" || return 1
  state=$(json_text state)
  verdict=$state
  [ "$state" != INVALID ] || verdict="INVALID: $(json_text invalidBecause)"
  block=corrected
  [ "$1" != closed ] || block=service
  p50=$(json_micros "$block" p50) p99=$(json_micros "$block" p99) p999=$(json_micros "$block" p999)
  [ "$1" = closed ] || lag=$(json_micros lag p99)
  errors=$(sed -n 's/.*"failed" *: *\([0-9]*\).*/\1/p' <<<"$run")
}

# A run is posted and its answer, JSON on one line, kept in `run`; why it was refused is what the log ends with.
post() {
  run=$(http POST "$1" "$2" | tr -d '\r\n') && id=$(json_text id) && [ -n "$id" ] && return 0
  printf '\n%s\n' "$(json_text detail)" >>"$work/generator.log"
  return 1
}

finished() {
  for _ in $(seq $(((seconds + warm_up + 40) * 2))); do
    run=$(http GET "$1" "/runs/$id" | tr -d '\r\n') || return 1
    [ "$(json_text state)" = RUNNING ] || return 0
    pause 0.5
  done
  return 1
}

json_text() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" <<<"$run"; }

# json_micros BLOCK NAME: a number of milliseconds inside "latency": {"BLOCK": {...}}; "-" if there is none.
json_micros() {
  awk -v block="\"$1\"" -v name="\"$2\"" '{
    text = substr($0, index($0, "\"latency\""))
    if (!index(text, block)) { print "-"; exit }
    text = substr(text, index(text, block))
    text = substr(text, 1, index(text, "}"))
    if (!index(text, name)) { print "-"; exit }
    text = substr(text, index(text, name) + length(name))
    sub(/^ *: */, "", text)
    printf "%.1f\n", text * 1000
  }' <<<"$run"
}

# --- what is there -----------------------------------------------------------------------------------------------------

declare -A version=()
generators=()
open_generators=()

choose_generators() {
  local name
  for name in ${only//,/ }; do
    [[ " ours wrk hey ab hyperfoil gatling " == *" $name "* ]] ||
      fail "--only must be some of ours,wrk,hey,ab,hyperfoil,gatling, but was '$only'." 64
  done
  for name in wrk ours hey ab hyperfoil gatling; do
    [[ -z $only || ,$only, == *,$name,* ]] || continue
    "find_$name" || continue
    generators+=("$name")
    case $name in ours | hyperfoil | gatling) open_generators+=("$name") ;; esac
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

find_wrk() { debian wrk wrk; }
find_hey() { debian hey hey; }
find_ab() { debian ab apache2-utils; }

find_ours() {
  local runner jar=$root/load-tester/target/quarkus-app/quarkus-run.jar cache
  version[ours]=$(git -C "$root" describe --always --dirty 2>/dev/null || echo unknown)
  if $native; then
    runner=$(compgen -G "$root/load-tester/target/*-runner" | head -n 1) ||
      missing "Our load tester is missing as native executable: run ./mvnw -pl load-tester -am package -Dnative -DskipTests" ||
      return 1
    ours=("$runner")
    version[ours]+=" native"
    return 0
  fi
  [ -f "$jar" ] || missing "Our load tester is missing: run ./mvnw -pl load-tester -am package -DskipTests" || return 1
  find_jdk || return 1
  ours=("$JAVA_HOME/bin/java")
  ours+=("@$root/load-tester/src/main/jvm/jvm.flags")
  cache=$root/load-tester/target/quarkus-app/app.aot
  [ ! -f "$cache" ] || ours+=("-XX:AOTCache=$cache")
  ours+=(-jar "$jar")
  version[ours]+=" jar"
}

find_hyperfoil() { from_maven hyperfoil; }
find_gatling() { from_maven gatling; }

from_maven() {
  local pom=$here/load-engine/pom.xml
  version[$1]=$(sed -n "s|.*<$1.version>\(.*\)</$1.version>.*|\1|p" "$pom")
  find_jdk || return 1
  command -v mvn >/dev/null || missing "$1 ${version[$1]} is missing: it comes with Maven, and there is no mvn on the PATH" || return 1
  "$root/mvnw" -B -q -f "$pom" -P"$1" dependency:build-classpath -Dmdep.outputFile="$work/$1.classpath" \
    >"$work/maven.log" 2>&1 || missing "$1 ${version[$1]} is missing: Maven could not find it" || return 1
  "$JAVA_HOME/bin/javac" -cp "$(<"$work/$1.classpath")" -d "$work/$1" "$here/load-engine/$1"/*.java 2>"$work/javac.log" ||
    missing "$1 ${version[$1]} does not fit its driver: $(head -n 1 "$work/javac.log")" || return 1
}

machine() {
  local name
  printf 'machine\tCPU\t%s\n' "$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)"
  printf 'machine\tcores\t%s (server on %s, generator on %s)\n' "$(nproc --all)" "$server_core" "$generator_core"
  printf 'machine\tkernel\t%s\n' "$(uname -sr)"
  [ -z "${JAVA_HOME:-}" ] || printf 'machine\tJDK\t%s\n' "$("$JAVA_HOME/bin/java" -version 2>&1 | sed -n 2p)"
  printf 'machine\tserver\tnginx %s, one process\n' "$(nginx -v 2>&1 | sed 's|.*/||')"
  for name in "${generators[@]}"; do printf 'machine\t%s\t%s\n' "$name" "${version[$name]}"; done
}
