# Gatling with a simulation in its Java DSL, gatling/LoopbackSimulation.java; its figures are read from its own report.
# shellcheck shell=bash disable=SC2154,SC2034
find_gatling() { of_maven gatling; }

run_gatling() {
  local kind=rate
  [ "$1" != closed ] || kind=users
  rm -rf "$work/gatling-report"
  start_java --add-opens=java.base/java.lang=ALL-UNNAMED "-D$kind=$2" -Dport="$server_port" -DwarmUp="$warm_up" \
    -Dmeasured=$((seconds + 2)) -Dlogback.configurationFile="$here/load-engine/generators/gatling/logback.xml" \
    -Dgatling.data.enableAnalytics=false -Dgatling.charting.indicators.percentile1=50 \
    -Dgatling.charting.indicators.percentile2=99 -Dgatling.charting.indicators.percentile3=99.9 \
    -cp "$work/gatling:$(<"$work/gatling.classpath")" io.gatling.app.Gatling \
    -s LoopbackSimulation -rf "$work/gatling-report"
  observe $((warm_up + 1)) && ended || return 1
  read -r p50 p99 p999 errors < <(awk -F '[<>]' '/<tr id="req_measured/ { row = 1 } /<\/tr>/ && !/<tr/ { row = 0 }
    row && /col-4"/ { ko = $3 } row && /col-8"/ { a = $3 } row && /col-9"/ { b = $3 } row && /col-10"/ { c = $3 }
    END { print a * 1000, b * 1000, c * 1000, ko + 0 }' "$work"/gatling-report/*/index.html)
}
