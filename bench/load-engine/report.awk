# Turns machine.tsv and rows.tsv into the report; form is md or json. Every figure is the median over the rounds;
# a ratio is taken within its round first, so that what disturbs a round disturbs both of its sides.
# row: round model amount name requests seconds cpu server other p50 p99 p999 errors lag bursts verdict
BEGIN {
  models["closed"] = sprintf("Closed model, %d keep-alive connections", users)
  models["open"] = sprintf("Open model, %d requests/s", rate)
  models["open80"] = "Open model, 80 % of the generator's own closed maximum of the round"
  split("closed open open80", model_order, " ")
}

$1 == "machine" {
  facts[++fact_count] = $2
  fact[$2] = $3
  next
}

{
  round = $2; model = $3; name = $5
  rate_of = $6 / $7
  cpu_of = $8 / $6
  turn["rate", model, $4, round, name] = rate_of; turn["cpu", model, $4, round, name] = cpu_of
  if (!((model, name) in seen)) { seen[model, name] = 1; names[model, ++name_count[model]] = name }
  n = ++count[model, name]
  at[model, name, n] = round
  put("amount", $4); put("rate", rate_of); put("cpu", cpu_of); put("p50", $11); put("p99", $12); put("p999", $13)
  put("errors", $14); put("lag", $15); put("bursts", $16); put("core", $8 / $7 / 1e4); put("server", $9 / $7 / 1e4); put("other", $10 * 100)
  if (name != "timer") others[++other_count] = $10 * 100
  if ($17 ~ /^INVALID/) { invalid[model, name]++; why[model, name] = substr($17, 10) }
  row_text[++row_count] = sprintf("{\"round\": %d, \"model\": \"%s\", \"amount\": %d, \"generator\": \"%s\", \"requests\": %d, " \
    "\"seconds\": %s, \"cpuMicros\": %d, \"serverCpuMicros\": %d, \"otherShare\": %s, \"p50Micros\": %s, \"p99Micros\": %s, " \
    "\"p999Micros\": %s, \"errors\": %s, \"lagP99Micros\": %s, \"burstPercent\": %s, \"verdict\": %s}", round, model, $4, name, $6, $7, $8, $9, $10,
    or_null($11), or_null($12), or_null($13), or_null($14), or_null($15), or_null($16), $17 == "-" ? "null" : quoted($17))
}

function put(what, value) { figure[what, model, name, n] = value }
function or_null(value) { return value == "-" || value == "" ? "null" : value }
function quoted(text) { gsub(/\\/, "\\\\", text); gsub(/"/, "\\\"", text); return "\"" text "\"" }

function median_of(values, size,    i, j, held) {
  for (i = 2; i <= size; i++) {
    held = values[i]
    for (j = i - 1; j >= 1 && values[j] > held; j--) values[j + 1] = values[j]
    values[j + 1] = held
  }
  return size % 2 ? values[(size + 1) / 2] : (values[size / 2] + values[size / 2 + 1]) / 2
}

# The median of a figure, or "" where no round knows it.
function median(what, model, name,    i, size, values, value) {
  size = 0
  for (i = 1; i <= count[model, name]; i++) {
    value = figure[what, model, name, i]
    if (value != "-" && value != "") values[++size] = value + 0
  }
  return size ? median_of(values, size) : ""
}

# The median of rate or cpu against what another had in the same round for the same users or arrivals, or "".
function against(other, what, model, name,    i, size, values, key) {
  size = 0
  for (i = 1; i <= count[model, name]; i++) {
    key = what SUBSEP model SUBSEP figure["amount", model, name, i] SUBSEP at[model, name, i] SUBSEP other
    if (key in turn && turn[key] > 0) values[++size] = figure[what, model, name, i] / turn[key]
  }
  return size ? median_of(values, size) : ""
}

function shown(value, format) { return value == "" ? "–" : sprintf(format, value) }
function or_nothing(value, format) { return value == "" ? "null" : sprintf(format, value) }

function table(model,    i, name, evenness) {
  printf "\n## %s\n\n", models[model]
  evenness = model == "open"
  if (model == "closed")
    print "| generator | requests/s | rate / wrk | CPU us/request | CPU / wrk | p50 us | p99 us | p99.9 us | errors | generator core | server core | others |"
  else
    print "| generator | asked /s | requests/s | CPU us/request | CPU / minimal | p50 us | p99 us | p99.9 us | lag p99 us |" (evenness ? " in bursts |" : "") " errors | generator core | server core | others |"
  print model == "closed" ? "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|" : "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|" (evenness ? "--:|" : "")
  for (i = 1; i <= name_count[model]; i++) {
    name = names[model, i]
    printf "| %s |", name
    if (model != "closed") printf " %s |", shown(median("amount", model, name), "%.0f")
    printf " %s |", shown(median("rate", model, name), "%.0f")
    if (model == "closed") printf " %s |", shown(against("wrk", "rate", model, name), "%.2f")
    printf " %s | %s |", shown(median("cpu", model, name), "%.2f"), shown(against(model == "closed" ? "wrk" : "minimal", "cpu", model, name), "%.2f")
    printf " %s | %s | %s |", shown(median("p50", model, name), "%.0f"), shown(median("p99", model, name), "%.0f"), shown(median("p999", model, name), "%.0f")
    if (model != "closed") printf " %s |", shown(median("lag", model, name), "%.0f")
    if (evenness) printf " %s |", shown(median("bursts", model, name), "%.1f %%")
    printf " %s | %s | %s | %s |\n", shown(median("errors", model, name), "%.0f"), shown(median("core", model, name), "%.0f %%"),
      shown(median("server", model, name), "%.0f %%"), shown(median("other", model, name), "%.0f %%")
  }
  for (i = 1; i <= name_count[model]; i++) {
    name = names[model, i]
    if (invalid[model, name]) printf "\n%s called %d of its %d runs invalid: %s\n", name, invalid[model, name], count[model, name], why[model, name]
  }
}

function goal(sentence, value, limit, format) {
  printf "- %s: %s\n", sentence, value == "" ? "not measured" : sprintf(format, value) (value + 0 <= limit ? ", met" : ", missed")
}

function goals(    i, name, native, limit) {
  native = fact["bellows"] ~ / native$/
  limit = native ? 1.3 : 1.0
  print "\n## The goals\n"
  goal(sprintf("CPU per request, closed model, at most %.1f of wrk's (%s)", limit, native ? "native executable" : "jar"),
    against("wrk", "cpu", "closed", "bellows"), limit, "%.2f")
  for (i = 1; i <= name_count["closed"]; i++) {
    name = names["closed", i]
    if (name != "bellows" && name != "wrk") goal("CPU per request, closed model, ahead of " name, against(name, "cpu", "closed", "bellows"), 1, "%.2f of it")
  }
  goal("p99 of the schedule lag at 80 % of the maximum under 1,000 us", median("lag", "open80", "bellows"), 999.999, "%.0f us")
  if (("open80", "minimal") in seen) printf "  - a minimal C program that sent the same arrivals had %.0f us\n", median("lag", "open80", "minimal")
  if (("open80", "timer") in seen) printf "  - a bare timer that waited for the same arrivals and sent nothing had %.0f us\n", median("lag", "open80", "timer")
}

function markdown(    i, model, quiet) {
  printf "# Load engine, %s\n\n", day
  printf "%d rounds, %d s measured after %d s of warm-up in each turn; medians over the rounds, ratios within a round. What the columns mean: [README](../README.md).\n\n", rounds, seconds, warm_up
  print "| machine | |\n|---|---|"
  for (i = 1; i <= fact_count; i++) printf "| %s | %s |\n", facts[i], fact[facts[i]]
  quiet = other_count ? median_of(others, other_count) : 0
  if (quiet > 5) printf "\n**Noisy:** other processes used %.0f %% of the two cores in the median turn. Trust the ratios of CPU more than the rest, and neither much.\n", quiet
  for (i = 1; i <= 3; i++) { model = model_order[i]; if (name_count[model]) table(model) }
  goals()
}

function json(    i, j, model, name, comma) {
  printf "{\n  \"day\": \"%s\",\n  \"rounds\": %d,\n  \"seconds\": %d,\n  \"warmUpSeconds\": %d,\n  \"machine\": {", day, rounds, seconds, warm_up
  for (i = 1; i <= fact_count; i++) printf "%s\n    %s: %s", (i > 1 ? "," : ""), quoted(facts[i]), quoted(fact[facts[i]])
  print "\n  },\n  \"medians\": ["
  comma = ""
  for (i = 1; i <= 3; i++) {
    model = model_order[i]
    for (j = 1; j <= name_count[model]; j++) {
      name = names[model, j]
      printf "%s    {\"model\": \"%s\", \"generator\": \"%s\", \"requestsPerSecond\": %s, \"cpuMicrosPerRequest\": %s, \"rateToWrk\": %s, \"cpuToWrk\": %s, \"cpuToMinimal\": %s, " \
        "\"p50Micros\": %s, \"p99Micros\": %s, \"p999Micros\": %s, \"lagP99Micros\": %s, \"burstPercent\": %s}", comma, model, name,
        or_nothing(median("rate", model, name), "%.1f"), or_nothing(median("cpu", model, name), "%.3f"),
        or_nothing(against("wrk", "rate", model, name), "%.3f"), or_nothing(against("wrk", "cpu", model, name), "%.3f"),
        or_nothing(against("minimal", "cpu", model, name), "%.3f"),
        or_nothing(median("p50", model, name), "%.1f"), or_nothing(median("p99", model, name), "%.1f"),
        or_nothing(median("p999", model, name), "%.1f"), or_nothing(median("lag", model, name), "%.1f"),
        or_nothing(median("bursts", model, name), "%.2f")
      comma = ",\n"
    }
  }
  print "\n  ],\n  \"rows\": ["
  for (i = 1; i <= row_count; i++) printf "    %s%s\n", row_text[i], (i < row_count ? "," : "")
  print "  ]\n}"
}

END {
  if (form == "json") json()
  else markdown()
}
