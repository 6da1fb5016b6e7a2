# The least that the open model costs: minimal/minimal.c sends the arrivals of our turn again.
# shellcheck shell=bash disable=SC2154,SC2034
find_minimal() {
  command -v cc >/dev/null || missing "The minimal C program is missing: install the Debian packages gcc and libc6-dev" || return 1
  cc -O2 -o "$work/minimal" "$here/load-engine/generators/minimal/minimal.c" 2>"$work/cc.log" ||
    missing "The minimal C program does not compile: $(head -n 1 "$work/cc.log")"
}

run_minimal() {
  start "$work/minimal" "$server_port" "$2" 2 $((seconds + 1))
  observe 2 && ended && read_percentiles && lag=$(sed -n 's/^lag //p' "$work/generator.log")
}
