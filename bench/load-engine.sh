#!/usr/bin/env bash
# Compares the load tester with wrk, hey, ab, Hyperfoil and Gatling: CPU time of the generator per request, rate and
# latency, against a fast fixed server. Each part is in load-engine/; how to read the result is in README.md.
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
. "$here/load-engine/arguments.sh"

rounds=3
seconds=10
warm_up=8
users=64
rate=5000
only=
native=false
fetch=false
results=$here/results

usage() {
  cat <<EOF
Usage: bench/load-engine.sh [options]

Runs nginx on one core and each load generator on another, in turn, and prints requests/s, CPU per request
of the generator, percentiles, and the ratio to wrk (closed model) or to a minimal C program (open model) in the same
round. Needs two idle cores.

  --rounds N      rounds; every generator has its turn in each (default $rounds)
  --seconds N     measured seconds of each turn (default $seconds)
  --warm-up N     seconds before that, the same for all (default $warm_up)
  --users N       keep-alive connections of the closed model (default $users)
  --rate N        requests/s of the first open rate; the second is 80 % of the closed maximum (default $rate)
  --only A,B      only these of: bellows,wrk,hey,ab,hyperfoil,gatling
  --native        our load tester as native executable (load-tester/target/*-runner) instead of the jar
  --cores A,B     server core, generator core (default $server_core,$generator_core)
  --results DIR   where the .md and .json go (default bench/results)
  --fetch         let Maven download Hyperfoil and Gatling (150 MB), and end
  --help          this text
EOF
}

while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage && exit 0 ;;
    --native) native=true && shift && continue ;;
    --fetch) fetch=true && shift && continue ;;
    --rounds | --seconds | --warm-up | --users | --rate | --only | --cores | --results) ;;
    *) fail "Unknown option '$1'; --help lists them." 64 ;;
  esac
  [ $# -ge 2 ] || fail "$1 needs a value." 64
  case $1 in
    --rounds) number "$1" "$2" 100 && rounds=$2 ;;
    --seconds) number "$1" "$2" 600 && seconds=$2 ;;
    --warm-up) number "$1" "$2" 600 && warm_up=$2 ;;
    --users) number "$1" "$2" 4000 && users=$2 ;;
    --rate) number "$1" "$2" 1000000 && rate=$2 ;;
    --only) only=$2 ;;
    --results) results=$2 ;;
    --cores) choose_cores "$2" ;;
  esac
  shift 2
done

. "$root/.mvn/tools.sh"
. "$here/load-engine/processes.sh"
. "$here/load-engine/generators.sh"

if $fetch; then
  fetch
  exit
fi

require_tools
choose_generators
yardsticks=()
if [[ " ${generators[*]} " == *" bellows "* ]]; then
  for generator in minimal timer; do
    ! "find_$generator" || yardsticks+=("$generator")
  done
fi
start_server
start_witness || true

# open_turn MODEL RATE of the generator whose turn it is; after ours the yardsticks take the same arrivals.
open_turn() {
  local yardstick
  turn "$generator" "$1" "$2"
  [ "$generator" = bellows ] || return 0
  for yardstick in "${yardsticks[@]}"; do turn "$yardstick" "$1" "$2"; done
}

rows=$work/rows.tsv
: >"$rows"
echo "Server on core $server_core, generator on core $generator_core, $rounds rounds of about" \
  "$(awk -v turns=$((${#generators[@]} + 2 * ${#open_generators[@]})) -v s=$((seconds + warm_up + 6)) \
    -v short=$((2 * ${#yardsticks[@]})) -v t=$((seconds + 4)) 'BEGIN { printf "%.1f", (turns * s + short * t) / 60 }')" \
  "minutes: ${generators[*]}"
for ((round = 1; round <= rounds; round++)); do
  for generator in $(rotated "$round" "${generators[@]}"); do
    turn "$generator" closed "$users"
    [[ " ${open_generators[*]} " == *" $generator "* ]] || continue
    # At once, because a machine can be a fifth slower a minute later.
    eighty=$(awk -v n="$requests" -v s="$elapsed" 'BEGIN { printf "%d", (s > 0 ? 0.8 * n / s : 0) }')
    [ "$eighty" -eq 0 ] || open_turn open80 "$eighty"
    before_witness open_turn open "$rate"
  done
done

day=$(date -u +%Y-%m-%d)
report=$results/load-engine-$day
! $native || report+=-native
mkdir -p "$results"
machine >"$work/machine.tsv"
for form in md json; do
  awk -F '\t' -f "$here/load-engine/report.awk" -v form=$form -v day="$day" -v rounds="$rounds" -v seconds="$seconds" \
    -v warm_up="$warm_up" -v users="$users" -v rate="$rate" "$work/machine.tsv" "$rows" >"$work/report.$form"
  cp "$work/report.$form" "$report.$form"
done
echo
cat "$work/report.md"
echo "Written: $report.md and .json"
