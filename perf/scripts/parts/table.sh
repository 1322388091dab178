# Medians of all turns, a table for each row. The first figure is the one that is compared with the limit.

figures_of() { # row
    case $1 in
        fanout-*) echo server_cpu_us_per_delivery p50_us p99_us lost ;;
        busy-channel) echo server_cpu_us_per_delivery p50_us p99_us lost publishing_us_per_message redis_us_per_message ;;
        max-deliveries) echo deliveries_per_s p99_us server_cpu_us_per_delivery ;;
        latency) echo p50_us p99_us ;;
        crowd-*) echo p50_us p95_us lost server_cpu_us_per_delivery ;;
        handshakes) echo cpu_us_per_handshake handshake_p50_ms handshake_p99_ms ready_p99_ms failed ;;
        idle-memory) echo rss_per_conn_kb connected ;;
        three-nodes) echo connected dropped failed seconds ;;
        reconnect-storm) echo lost doubled unrecovered back_s said failed ;;
    esac
}

print_table() { # row...
    local row
    for row in "$@"; do
        printf '\n### %s\n\n' "$row"
        [ -s "$RESULTS/$row.jsonl" ] || { echo 'No turn came to an end.'; continue; }
        # Of rising rates the best that kept to its promise counts.
        if [ "$row" = max-deliveries ]; then
            jq -c 'select(.p99_us < 200000 and .lost == 0)' "$RESULTS/$row.jsonl" | jq -sc 'group_by([.label, .turn])[] | max_by(.deliveries_per_s)'
        else
            cat "$RESULTS/$row.jsonl"
        fi | medians "$(figures_of "$row")"
    done
    [ ! -f "$RESULTS/not-shown" ] || printf '\nNot shown, as not installed: %s\n' "$(sort -u "$RESULTS/not-shown" | tr '\n' ' ')"
}

medians() { # figures: lines of JSON become a table
    jq -sr --arg figures "$1" '
        def median: sort | if length == 0 then null elif length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
        def shown: if . == null then "" else (. * 1000 | round / 1000 | tostring) end;
        ($figures | split(" ")) as $names
        | group_by(.label) | map({label: .[0].label, turns: length, values: [. as $runs | $names[] as $n | [$runs[][$n] | values] | median]})
        | (map(select(.label == "climit")) | first | .values[0]) as $limit
        | "| | \($names | join(" | ")) | turns | of the limit |", "|---|" + ("---:|" * ($names | length + 2)),
          (.[] | "| \(.label) | \(.values | map(shown) | join(" | ")) | \(.turns) | \(if $limit and .values[0] then .values[0] / $limit | shown else "" end) |")'
}
