# Sourced by the benchmarks of this folder: what a wrong argument and a missing tool are told, and the two cores.
# shellcheck shell=bash disable=SC2034

server_core=0
generator_core=1

fail() {
  echo "$1" >&2
  exit "${2:-69}"
}

# number OPTION VALUE MOST
number() {
  [[ $2 =~ ^[1-9][0-9]{0,6}$ && $2 -le $3 ]] || fail "$1 must be a whole number from 1 to $3, but was '$2'." 64
}

choose_cores() {
  [[ $1 =~ ^([0-9]+),([0-9]+)$ && ${BASH_REMATCH[1]} != "${BASH_REMATCH[2]}" ]] ||
    fail "--cores must be two different core numbers such as 0,1, but was '$1'." 64
  server_core=${BASH_REMATCH[1]} generator_core=${BASH_REMATCH[2]}
}

require_tools() {
  PATH=$PATH:/usr/sbin
  local tool
  for tool in "nginx nginx-light" "taskset util-linux" "setpriv util-linux" "awk mawk"; do
    command -v "${tool% *}" >/dev/null || fail "${tool% *} is missing: install the Debian package ${tool#* }."
  done
  if ! taskset -c "$server_core" true 2>/dev/null || ! taskset -c "$generator_core" true 2>/dev/null; then
    fail "This benchmark needs the cores $server_core and $generator_core; this machine lets it use $(nproc)."
  fi
}
