# shellcheck shell=bash disable=SC2154
find_wrk() { debian wrk wrk; }

run_wrk() {
  start wrk -t 1 -c "$2" -d "$(external_seconds)s" -s "$here/load-engine/generators/wrk-percentiles.lua" "http://127.0.0.1:$server_port/"
  observe $((warm_up + 1)) && ended && read_percentiles
}
