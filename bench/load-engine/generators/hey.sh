# hey keeps at most a million samples and prints no p99.9.
# shellcheck shell=bash disable=SC2154,SC2034
find_hey() { debian hey hey; }

run_hey() {
  start hey -cpus 1 -c "$2" -z "$(external_seconds)s" "http://127.0.0.1:$server_port/"
  observe $((warm_up + 1)) && ended || return 1
  read -r p50 p99 errors < <(awk '$1 == "50%" { a = $3 } $1 == "99%" { b = $3 } /Error distribution/ { e = 1 }
    e && $1 ~ /^\[[0-9]+\]$/ { gsub(/[][]/, "", $1); n += $1 } END { print a * 1e6, b * 1e6, n + 0 }' "$work/generator.log")
}
