# The least that the open model costs: minimal/minimal.c sends the arrivals of our turn again.
# shellcheck shell=bash disable=SC2154,SC2034
find_minimal() { of_c "The minimal C program" "$here/load-engine/generators/minimal/minimal.c"; }

run_minimal() {
  start "$work/minimal" "$server_port" "$2" 2 $((seconds + 1))
  observe 2 && ended && read_percentiles && lag=$(sed -n 's/^lag //p' "$work/generator.log")
}
