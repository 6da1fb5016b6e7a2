#!/usr/bin/env bash
# Runs the heavy profile on the cluster that kubectl points at and says whether the bench did what it promises: scaled out, scaled
# in again, and no request failed. Needs metrics-server, the images in the nodes, and the dashboard at BELLOWS_SERVER.
#
#   build/end-to-end.sh [FOLDER]     FOLDER gets the run, the decisions, the events and the report
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
results=${1:-$root/target/end-to-end}
server=${BELLOWS_SERVER:-http://127.0.0.1:31003}
namespace=scaling-challenge
mkdir -p "$results"

fail() {
  echo "FAILED: $1" >&2
  kubectl -n "$namespace" get pods,hpa,events --sort-by=.metadata.creationTimestamp >&2 || true
  exit 1
}

replicas() {
  kubectl -n "$namespace" get deployment demo-app -o jsonpath='{.spec.replicas}'
}

kubectl apply -k "$root/k8s"
for deployment in demo-app load-tester controller; do
  kubectl -n "$namespace" rollout status deployment "$deployment" --timeout=180s || fail "$deployment is not ready"
done

# The autoscaler needs its first metrics, or it would wait with the first step.
for _ in $(seq 60); do
  kubectl -n "$namespace" get hpa demo-app -o jsonpath='{.status.currentMetrics}' | grep -q averageUtilization && break
  sleep 2
done

# From inside, by DNS name, as any client of the cluster would.
run=$(kubectl -n default run bellows-client --rm --quiet --stdin --restart=Never --image=curlimages/curl:8.16.0 -- \
  curl --silent --fail "http://load-tester.$namespace.svc/load?intensity=70&duration=120" | jq -r .id)
[ -n "$run" ] || fail "the load tester started no run"

most=1
for _ in $(seq 90); do
  now=$(replicas)
  [ "$now" -le "$most" ] || most=$now
  state=$(curl --silent "$server/api/load/runs/$run" | jq -r .state)
  [ "$state" = RUNNING ] || break
  sleep 2
done
curl --silent --fail "$server/api/load/runs/$run" >"$results/run.json" || fail "the controller does not know the run $run"
curl --silent --fail "$server/api/decisions" >"$results/decisions.json" || fail "the controller tells no decisions"
curl --silent --fail "$server/api/events" >"$results/events.json" || fail "the controller tells no events"

[ "$(jq -r .state "$results/run.json")" = DONE ] || fail "the run ended as $(jq -r '.state + " " + (.invalidBecause // "")' "$results/run.json")"
[ "$(jq -r .failed "$results/run.json")" = 0 ] || fail "$(jq -r .failed "$results/run.json") requests failed"
[ "$(jq -r .dropped "$results/run.json")" = 0 ] || fail "$(jq -r .dropped "$results/run.json") requests were dropped"
[ "$most" -ge 7 ] || fail "intensity 70 must reach 7 replicas, but reached $most"

for _ in $(seq 120); do
  [ "$(replicas)" = 1 ] && break
  sleep 3
done
[ "$(replicas)" = 1 ] || fail "the target was not scaled in within 6 minutes"
curl --silent --fail "$server/api/reports?last=15m" >"$results/report.html" || echo "No report: the controller has none yet." >&2

echo "PASSED: 1 -> $most -> 1 replicas, $(jq -r .answered "$results/run.json") requests answered, none failed."
