#!/bin/sh
# Measures the HPA engine (reconciliations/s on one core, bytes allocated by each) and keeps the result with the machine it was taken on.
# Arguments are passed on to JMH; without any, 5 warm-ups and 5 measurements of 2 s in 2 forks.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. .mvn/tools.sh
find_jdk
./mvnw -q -pl core -Pbench compile dependency:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
classpath=core/target/bench:core/target/classes:$(cat core/target/bench.classpath)
mkdir -p core/target/bench
"$JAVA_HOME/bin/javac" -proc:full -nowarn -d core/target/bench -cp "$classpath" $(find bench/hpa/src -name '*.java')
result=bench/results/hpa-engine.txt
[ $# -gt 0 ] || set -- -f 2 -wi 5 -w 2s -i 5 -r 2s
{
  echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | sort | uniq -c | sed 's/^ *\([0-9]*\) /\1 x /'), $(uname -sm)"
  echo "jdk: $("$JAVA_HOME/bin/java" -version 2>&1 | sed -n '2p')"
  echo "load before: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown)"
  echo "goal: 1,000,000 reconciliations/s (decided), one metric, 10 pods, one thread, trace included"
  echo
  "$JAVA_HOME/bin/java" -cp "$classpath" org.openjdk.jmh.Main HpaEngineBenchmark -t 1 -prof gc -jvmArgs "-XX:+UseSerialGC -Xms256m -Xmx256m" "$@" |
    tee /dev/stderr | sed -n '/^Benchmark  /,$p' | grep -E '^Benchmark|decided|explained' | grep -vE 'gc\.(count|time)'
} >"$result.new"
{
  echo
  echo "reconciliations per second of the thread's own CPU time (without the collector's, about 1 %), which other load does not take from:"
  awk '/:reconciliations/ { sub(":reconciliations", "", $1); done[$1 " behavior=" $2] = $5 }
    /:cpuMicros/ { sub(":cpuMicros", "", $1); spent[$1 " behavior=" $2] = $5 }
    END { for (run in done) printf "%-50s %d\n", run, done[run] / spent[run] * 1e6 }' "$result.new" | sort
} >"$result.cpu"
cat "$result.cpu" >>"$result.new"
rm "$result.cpu"
mv "$result.new" "$result"
cat "$result"
