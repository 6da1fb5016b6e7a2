# Sourced by the benchmarks of this folder: the server, the processes' CPU time, and the window in which a generator is measured.
# shellcheck shell=bash disable=SC2154,SC2034

work=$(mktemp -d)
server_pid=
witness_pid=
generator_pid=
sleeper_pid=
ticks_per_second=$(getconf CLK_TCK)

# The kernel ends the child when this script dies, however it dies.
on_core() {
  local core=$1
  shift
  exec setpriv --pdeathsig KILL taskset -c "$core" "$@"
}

end_process() {
  local pid=$1 tries=0
  [ -n "$pid" ] || return 0
  kill "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null && [ $((tries += 1)) -le 100 ]; do sleep 0.1; done
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}

# Unlike a plain sleep, this ends at once when the script is told to end.
pause() {
  sleep "$1" &
  sleeper_pid=$!
  wait "$sleeper_pid"
  sleeper_pid=
}

clean_up() {
  [ -z "$sleeper_pid" ] || kill "$sleeper_pid" 2>/dev/null || true
  end_process "$generator_pid"
  end_process "$server_pid"
  end_process "$witness_pid"
  rm -rf "$work"
}

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Below the range from which the kernel takes the ports of outgoing connections.
free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); do
    (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# http METHOD PORT PATH: the body on standard output, fails unless the status is 2xx.
http() {
  local line status
  exec 3<>"/dev/tcp/127.0.0.1/$2" || return 1
  printf '%s %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\nAccept: */*\r\nContent-Length: 0\r\n\r\n' \
    "$1" "$3" "$2" >&3
  read -r -t 10 _ status _ <&3 || status=000
  while read -r -t 10 line <&3 && [ -n "${line%$'\r'}" ]; do :; done
  cat <&3
  exec 3>&-
  [[ $status == 2* ]]
} 2>/dev/null

start_server() {
  for _ in 1 2 3; do
    server_port=$(free_port)
    sed -e "s|@port@|$server_port|" -e "s|@work@|$work|" "$here/load-engine/nginx.conf" >"$work/nginx.conf"
    (on_core "$server_core" nginx -e "$work/nginx.log" -c "$work/nginx.conf") &
    server_pid=$!
    for _ in $(seq 50); do
      kill -0 "$server_pid" 2>/dev/null || break
      ! http GET "$server_port" / >/dev/null || return 0
      sleep 0.1
    done
  done
  fail "nginx did not start: $(tail -n 1 "$work/nginx.log")"
}

# A second server on the same core, which idles while it is not asked: witness.c.
start_witness() {
  of_c "The witness of how evenly requests come" "$here/load-engine/witness.c" || return 1
  for _ in 1 2 3; do
    witness_port=$(free_port)
    (on_core "$server_core" "$work/witness" "$witness_port") 2>"$work/witness.log" &
    witness_pid=$!
    for _ in $(seq 50); do
      kill -0 "$witness_pid" 2>/dev/null || break
      ! http GET "$witness_port" /server-count >/dev/null || return 0
      sleep 0.1
    done
    end_process "$witness_pid"
    witness_pid=
  done
  missing "The witness did not start: $(tail -n 1 "$work/witness.log")"
}

# Runs a command with the witness in the place of the server, if there is one.
before_witness() {
  if [ -n "$witness_pid" ]; then
    local server_pid=$witness_pid server_port=$witness_port
  fi
  "$@"
}

# Requests that the server has answered, so that the difference of two is without the questions asked here.
own_questions=1
served() {
  own_questions=$((own_questions + 1))
  local total
  total=$(http GET "$server_port" /server-count | awk 'NR == 3 { print $3 }')
  [[ $total =~ ^[0-9]+$ ]] || return 1
  served=$((total - own_questions))
}

# User and system time of a process and of its children that have ended [microseconds].
cpu_micros() {
  local stat fields
  cpu=0
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
  read -ra fields <<<"${stat##*) }"
  cpu=$(((fields[11] + fields[12] + fields[13] + fields[14]) * 1000000 / ticks_per_second))
}

# What both cores did, other than idling and waiting for a disk [microseconds].
busy_micros() {
  busy=$(awk -v a="cpu$server_core" -v b="cpu$generator_core" -v hz="$ticks_per_second" \
    '$1 == a || $1 == b { n += $2 + $3 + $4 + $7 + $8 + $9 } END { printf "%.0f", n * 1000000 / hz }' /proc/stat)
}

sample() {
  served || return 1
  cpu_micros "$generator_pid" && sample_cpu=$cpu
  cpu_micros "$server_pid" && sample_server=$cpu
  busy_micros
  sample_time=${EPOCHREALTIME/./}
}

# The server counts the requests and the kernel the CPU time, over the same window, so that a start or a report costs no
# generator anything.
begin_window() {
  sample || return 1
  before_served=$served before_cpu=$sample_cpu before_server=$sample_server before_busy=$busy before_time=$sample_time
}

# Sets requests, elapsed [s], cpu_used [us], server_used [us] and other [share of both cores that others used]; before the
# witness also bursts [%].
end_window() {
  sample || return 1
  [ "$server_pid" != "$witness_pid" ] || bursts=$(http GET "$server_port" /bursts)
  requests=$((served - before_served))
  cpu_used=$((sample_cpu - before_cpu))
  server_used=$((sample_server - before_server))
  elapsed=$(awk -v t=$((sample_time - before_time)) 'BEGIN { printf "%.3f", t / 1e6 }')
  other=$(awk -v b=$((busy - before_busy)) -v own=$((cpu_used + server_used)) -v t="$elapsed" \
    'BEGIN { share = (b - own) / (2e6 * t); printf "%.3f", (share > 0 ? share : 0) }')
}

# Waits for the generator's first request, then for the time given, then measures for $seconds.
observe() {
  local unmeasured=$1 asked tries=0
  served || return 1
  asked=$served
  while served || return 1; [ "$served" -le $((asked + users)) ]; do
    kill -0 "$generator_pid" 2>/dev/null && [ $((tries += 1)) -le 600 ] || return 1
    sleep 0.05
  done
  pause "$unmeasured"
  begin_window || return 1
  pause "$seconds"
  kill -0 "$generator_pid" 2>/dev/null || return 1
  end_window
}

# rotated ROUND NAMES...: the names, beginning with another one each round.
rotated() {
  local round=$1 i
  shift
  for ((i = 0; i < $#; i++)); do
    local at=$(((i + round - 1) % $# + 1))
    echo "${!at}"
  done
}

# turn GENERATOR MODEL AMOUNT: one measurement, one row. A generator that fails is reported and costs only its row.
turn() {
  local name=$1 model=$2 amount=$3
  requests=0 elapsed=0 cpu_used=0 server_used=0 other=0 p50=- p99=- p999=- errors=- lag=- bursts=- verdict=-
  if "run_$name" "$model" "$amount" && [ "$requests" -gt 0 ]; then
    printf '%s\t' row "$round" "$model" "$amount" "$name" "$requests" "$elapsed" "$cpu_used" "$server_used" "$other" \
      "$p50" "$p99" "$p999" "$errors" "$lag" "$bursts" >>"$rows"
    printf '%s\n' "$verdict" >>"$rows"
    awk -v r="$round" -v m="$model" -v a="$amount" -v g="$name" -v n="$requests" -v s="$elapsed" -v c="$cpu_used" \
      -v o="$other" 'BEGIN { printf "round %d  %-6s %6d  %-9s %8.0f/s %7.2f us/request  (others used %.0f %% of the cores)\n",
        r, m, a, g, n / s, c / n, o * 100 }'
  else
    echo "round $round  $model $amount  $name gave no figures: $(grep -v '^$' "$work/generator.log" | tail -n 1 | cut -c 1-300)" >&2
    requests=0 elapsed=0
  fi
  end_process "$generator_pid"
  generator_pid=
}
