-- Only done(): without request() and response() wrk keeps its fast path, so the script costs nothing while it runs.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("percentiles %.1f %.1f %.1f errors %d\n",
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
