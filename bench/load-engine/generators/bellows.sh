# Our load tester is a service: a run to warm it up and one to measure are started over its REST interface.
# shellcheck shell=bash disable=SC2154,SC2034
find_bellows() {
  local runner jar=$root/load-tester/target/quarkus-app/quarkus-run.jar
  version[bellows]=$(git -C "$root" describe --always --dirty 2>/dev/null || echo unknown)
  if $native; then
    runner=$(compgen -G "$root/load-tester/target/*-runner" | head -n 1) ||
      missing "Our load tester is missing as native executable: run ./mvnw -pl load-tester -am package -Dnative -DskipTests" ||
      return 1
    bellows=("$runner")
    version[bellows]+=" native"
    return 0
  fi
  [ -f "$jar" ] || missing "Our load tester is missing: run ./mvnw -pl load-tester -am package -DskipTests" || return 1
  find_jdk || return 1
  # Its AOT cache holds only where it was made.
  bellows=(env -C "$root/load-tester/target/quarkus-app" "$JAVA_HOME/bin/java" @jvm.flags)
  [ ! -f "$root/load-tester/target/quarkus-app/app.aot" ] || bellows+=(-XX:AOTCache=app.aot)
  bellows+=(-jar quarkus-run.jar)
  version[bellows]+=" jar"
}

run_bellows() {
  local query="type=http"
  if [ "$1" = closed ]; then query+="&users=$2"; else query+="&arrivals=even&rate=$2"; fi
  start_bellows && post "/load?duration=$warm_up&$query" && pause "$warm_up" && finished || return 1
  post "/load?duration=$((seconds + 2))&$query" && observe 1 && finished || return 1
  state=$(json_text state)
  verdict=$state
  [ "$state" != INVALID ] || verdict="INVALID: $(json_text invalidBecause)"
  block=corrected
  [ "$1" != closed ] || block=service
  p50=$(json_micros "$block" p50) p99=$(json_micros "$block" p99) p999=$(json_micros "$block" p999)
  [ "$1" = closed ] || lag=$(json_micros lag p99)
  errors=$(json_number failed)
}

# Sets bellows_port when it is ready to take a run.
start_bellows() {
  bellows_port=$(free_port)
  QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$bellows_port BELLOWS_LOAD_MAX_RATE=1000000 start "${bellows[@]}"
  for _ in $(seq 300); do
    kill -0 "$generator_pid" 2>/dev/null || return 1
    ! http GET "$bellows_port" /q/health/ready >/dev/null || return 0
    pause 0.1
  done
  return 1
}

# A run against the server is posted and its answer, JSON on one line, kept in `run`; why it was refused is what the log
# ends with.
post() {
  run=$(http POST "$bellows_port" "$1&target=http://127.0.0.1:$server_port" | tr -d '\r\n') &&
    id=$(json_text id) && [ -n "$id" ] && return 0
  printf '\n%s\n' "$(json_text detail)" >>"$work/generator.log"
  return 1
}

finished() {
  for _ in $(seq $(((seconds + warm_up + 40) * 2))); do
    run=$(http GET "$bellows_port" "/runs/$id" | tr -d '\r\n') || return 1
    [ "$(json_text state)" = RUNNING ] || return 0
    pause 0.5
  done
  return 1
}

json_text() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" <<<"$run"; }

# The first of that name is the run's own: totals come before anything that repeats their names.
json_number() {
  awk -v name="\"$1\" *: *" '{
    if (!match($0, name "[0-9.]+")) { print "-"; exit }
    text = substr($0, RSTART, RLENGTH)
    sub(name, "", text)
    print text
  }' <<<"$run"
}

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
