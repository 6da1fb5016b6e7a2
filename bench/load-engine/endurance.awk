# Turns what endurance.sh saw into its report and exits with 1 when a goal was missed.
# look: when heap resident [KiB]; total: name value; second: the columns of /runs/{id}/seconds
$1 == "machine" { facts[++fact_count] = $2; fact[$2] = $3; next }
$1 == "look" { heap[$2] = $3; resident[$2] = $4; next }
$1 == "total" { total[$2] = $3; next }
{
  # A last row beyond the end holds what was answered after it.
  if ($2 >= seconds) next
  there[$2]++
  due = $5 - due_before; due_before = $5
  sent = $6 - sent_before; sent_before = $6
  if (!rows++ || due < fewest_due) fewest_due = due
  if (due > most_due) most_due = due
  if (rows == 1 || sent < fewest_sent) fewest_sent = sent
  if (sent > most_sent) most_sent = sent
  lags[rows] = $20
  if ($20 > 1) over_one++
  if ($20 > 10) over_ten++
  if ($5 != $6 + $7 + $8 || $6 != $9 + $10 + $11) unbalanced++
}

function sorted(values, size,    i, j, held) {
  for (i = 2; i <= size; i++) {
    held = values[i] + 0
    for (j = i - 1; j >= 1 && values[j] + 0 > held; j--) values[j + 1] = values[j]
    values[j + 1] = held
  }
}

function goal(sentence, value, met) {
  printf "- %s: %s, %s\n", sentence, value, met ? "met" : "missed"
  if (!met) missed = 1
}

END {
  for (i = 0; i < seconds; i++) if (there[i] != 1) gaps++
  sorted(lags, rows)
  printf "# Endurance of the load engine, %s\n\n", day
  printf "%d s at %d requests/s, even arrivals, after %d s of warm-up in a run of its own. What the rows mean: [README](../README.md).\n\n", seconds, rate, warm_up
  print "| machine | |\n|---|---|"
  for (i = 1; i <= fact_count; i++) printf "| %s | %s |\n", facts[i], fact[facts[i]]
  printf "| others | %s %% of the two cores |\n", total["others"]
  print "\n| memory | start | middle | end |\n|---|--:|--:|--:|"
  printf "| heap after a full collection, KiB | %s | %s | %s |\n", heap["start"], heap["middle"], heap["end"]
  printf "| resident, KiB | %s | %s | %s |\n", resident["start"], resident["middle"], resident["end"]
  print "\n| scheduled | sent | answered | failed | dropped | waiting | in flight | counted by the server |\n|--:|--:|--:|--:|--:|--:|--:|--:|"
  printf "| %d | %d | %d | %d | %d | %d | %d | %d |\n", total["scheduled"], total["sent"], total["answered"], total["failed"], total["dropped"], total["waiting"], total["inFlight"], total["served"]
  print "\n| us | p50 | p99 | p99.9 | max |\n|---|--:|--:|--:|--:|"
  printf "| lag of the schedule | %s | %s | %s | %s |\n", total["lag p50"], total["lag p99"], total["lag p999"], total["lag max"]
  printf "| corrected latency | %s | %s | %s | %s |\n", total["corrected p50"], total["corrected p99"], total["corrected p999"], total["corrected max"]
  print "\n| of the seconds | |\n|---|--:|"
  printf "| in the series | %d of %d |\n", rows, seconds
  printf "| arrivals due in one, fewest to most | %d to %d |\n", fewest_due, most_due
  printf "| requests sent in one, fewest to most | %d to %d |\n", fewest_sent, most_sent
  printf "| p99 of the lag in one, median and worst, us | %.0f and %.0f |\n", lags[int((rows + 1) / 2)] * 1000, lags[rows] * 1000
  printf "| with a p99 of the lag over 1 ms, over 10 ms | %d, %d |\n", over_one, over_ten
  printf "| CPU of the load tester, us/request | %.1f |\n", total["sent"] ? total["cpu"] / total["sent"] : 0
  print "\n## The goals\n"
  if (heap["end"] ~ /^[0-9]+$/ && heap["start"] ~ /^[0-9]+$/)
    goal(sprintf("Heap at the end at most %d KiB over that at the start", most_growth), sprintf("%+d KiB", heap["end"] - heap["start"]), heap["end"] - heap["start"] <= most_growth)
  else
    goal("Resident memory at the end at most 24 MiB over that at the start", sprintf("%+d KiB", resident["end"] - resident["start"]), resident["end"] - resident["start"] <= 24576)
  goal("No gap in the series", sprintf("%d missing", gaps), !gaps)
  goal("Every second balanced", sprintf("%d are not", unbalanced), !unbalanced)
  goal("Every arrival scheduled", sprintf("%d of %d", total["scheduled"], seconds * rate), total["scheduled"] >= seconds * rate - 1 && total["scheduled"] <= seconds * rate + 1)
  goal("Nothing failed, dropped or left over", total["failed"] + total["dropped"] + total["waiting"] + total["inFlight"], total["answered"] == total["scheduled"])
  goal("The server counted the same", total["served"], total["served"] == total["answered"])
  goal("p99 of the lag under 1,000 us", total["lag p99"], total["lag p99"] != "-" && total["lag p99"] < 1000)
  goal("The run is valid", total["state"], total["state"] ~ /^DONE/)
  exit missed
}
