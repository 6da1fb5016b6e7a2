# Hyperfoil without its controller; hyperfoil/HyperfoilRun.java is the driver.
# shellcheck shell=bash disable=SC2154
find_hyperfoil() { of_maven hyperfoil; }

run_hyperfoil() {
  local kind=rate
  [ "$1" != closed ] || kind=users
  start_java -cp "$work/hyperfoil:$(<"$work/hyperfoil.classpath")" HyperfoilRun \
    "$server_port" "$kind" "$2" "$warm_up" $((seconds + 2))
  observe $((warm_up + 1)) && ended && read_percentiles
}
