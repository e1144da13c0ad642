-- Prints the results as JSON for tests/Load/run, instead of wrk's own text.
function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  print(string.format('{"requests": %d, "seconds": %f, "p50": %d, "p99": %d, "failed": %d}',
    summary.requests, summary.duration / 1000000, latency:percentile(50), latency:percentile(99), failed))
end
