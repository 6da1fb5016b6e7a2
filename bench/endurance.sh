#!/usr/bin/env bash
# Lets the load tester offer one rate for a long time to a fast fixed server and looks for what only shows with time:
# memory that grows, seconds that are missing, arrivals that got lost. How to read the result is in README.md.
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
. "$here/load-engine/arguments.sh"

seconds=600
rate=5000
warm_up=15
users=1
native=false
results=$here/results
# What a run keeps of each second (histograms, table) is part of this: about 2 KiB a second.
most_growth=4096

usage() {
  cat <<TEXT
Usage: bench/endurance.sh [options]

Runs nginx on one core and the load tester on another at a fixed rate of even arrivals, and prints the heap after a
collection at the start, in the middle and at the end, the series of seconds, what became of every arrival, and the
lag of the schedule. Exits with 1 when a goal was missed. Needs two idle cores.

  --seconds N     length of the run (default $seconds, at most 3600)
  --rate N        requests/s (default $rate)
  --warm-up N     seconds of a run of its own before that (default $warm_up)
  --native        the native executable (load-tester/target/*-runner) instead of the jar; only its resident memory is known
  --cores A,B     server core, generator core (default $server_core,$generator_core)
  --results DIR   where the .md goes (default bench/results)
  --help          this text
TEXT
}

while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage && exit 0 ;;
    --native) native=true && shift && continue ;;
    --seconds | --rate | --warm-up | --cores | --results) ;;
    *) fail "Unknown option '$1'; --help lists them." 64 ;;
  esac
  [ $# -ge 2 ] || fail "$1 needs a value." 64
  case $1 in
    --seconds) number "$1" "$2" 3600 && seconds=$2 ;;
    --rate) number "$1" "$2" 1000000 && rate=$2 ;;
    --warm-up) number "$1" "$2" 600 && warm_up=$2 ;;
    --cores) choose_cores "$2" ;;
    --results) results=$2 ;;
  esac
  shift 2
done

. "$root/.mvn/tools.sh"
. "$here/load-engine/processes.sh"
. "$here/load-engine/generators.sh"

# look WHEN: the heap after a full collection, and the memory that the process has in use [KiB].
look() {
  local heap=-
  $native || heap=$("$JAVA_HOME/bin/jcmd" "$generator_pid" GC.class_histogram |
    awk '$1 == "Total" { printf "%d", $3 / 1024 }') || heap=-
  resident=$(awk '$1 == "VmRSS:" { print $2 }' "/proc/$generator_pid/status")
  printf 'look\t%s\t%s\t%s\n' "$1" "$heap" "$resident" >>"$work/endurance.tsv"
  echo "$1: heap after a collection $heap KiB, resident $resident KiB"
}

total() { printf 'total\t%s\t%s\n' "$1" "$2" >>"$work/endurance.tsv"; }

require_tools
only=bellows
choose_generators
start_server
echo "Warming up for $warm_up s, then $seconds s at $rate requests/s."
start_bellows && post "/load?duration=$warm_up&type=http&arrivals=even&rate=$rate" && pause "$warm_up" && finished ||
  fail "The load tester did not get through its warm-up: $(grep -v '^$' "$work/generator.log" | tail -n 1)"

look start
begin_window
post "/load?duration=$seconds&type=http&arrivals=even&rate=$rate" ||
  fail "The load tester did not take the run: $(tail -n 1 "$work/generator.log")"
pause $((seconds / 2))
look middle
pause $((seconds - seconds / 2))
finished || fail "The load tester is gone or does not end its run: $(grep -v '^$' "$work/generator.log" | tail -n 1)"
end_window
look end

for name in scheduled sent dropped waiting answered failed inFlight; do total "$name" "$(json_number "$name")"; done
total served "$requests"
for name in p50 p99 p999 max; do total "lag $name" "$(json_micros lag "$name")"; done
for name in p50 p99 p999 max; do total "corrected $name" "$(json_micros corrected "$name")"; done
total state "$(json_text state) $(json_text invalidBecause)"
total cpu "$cpu_used"
total others "$(awk -v share="$other" 'BEGIN { printf "%.1f", 100 * share }')"
http GET "$bellows_port" "/runs/$id/seconds" | awk -F , -v OFS='\t' 'NR > 1 { $1 = $1; print "second", $0 }' >>"$work/endurance.tsv"

day=$(date -u +%Y-%m-%d)
report=$results/endurance-$day
! $native || report+=-native
mkdir -p "$results"
machine >"$work/machine.tsv"
awk -F '\t' -f "$here/load-engine/endurance.awk" -v day="$day" -v seconds="$seconds" -v rate="$rate" -v warm_up="$warm_up" \
  -v most_growth="$most_growth" "$work/machine.tsv" "$work/endurance.tsv" >"$work/report.md" && met=0 || met=1
cp "$work/report.md" "$report.md"
echo
cat "$report.md"
echo "Written: $report.md"
exit $met
