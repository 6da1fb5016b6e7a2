# ab's -t alone would stop at 50,000 requests. Its table of percentiles has whole percents only.
# shellcheck shell=bash disable=SC2154,SC2034
find_ab() { debian ab apache2-utils; }

run_ab() {
  start ab -q -k -c "$2" -t "$(external_seconds)" -n $(($(external_seconds) * 400000)) -e "$work/ab.csv" \
    "http://127.0.0.1:$server_port/"
  observe $((warm_up + 1)) && ended || return 1
  read -r p50 p99 < <(awk -F , '$1 == 50 { a = $2 } $1 == 99 { b = $2 } END { print a * 1000, b * 1000 }' "$work/ab.csv")
  errors=$(awk '/^Failed requests:|^Non-2xx/ { n += $NF } END { print n + 0 }' "$work/generator.log")
}
