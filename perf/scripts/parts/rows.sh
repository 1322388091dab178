# A function for each row of the table: one turn, the hub, the limit and the peers one after the other.

# Takes lines of JSON and keeps them under the row.
record() { # row label
    jq -c --arg row "$1" --arg name "$2" --argjson turn "$turn" '. + {row: $row, label: $name, turn: $turn}' >>"$RESULTS/$1.jsonl"
}

# The rivals that are there; of the others it is said once that they are not shown.
rivals() {
    local peer
    for peer in climit $PEERS; do
        if peer_is_installed "$peer"; then echo "$peer"; else echo "$peer" >>"$RESULTS/not-shown"; fi
    done
}

compare() { # row wsload's options...
    local row=$1 rival
    shift
    start_hub
    hub_load 0 "$@" | record "$row" parley
    stop_hub
    for rival in $(rivals); do
        start_peer "$rival"
        peer_load "$rival" "$@" | record "$row" "$rival"
        stop_all
    done
}

row_fanout_1000() { compare fanout-1000 --n "$(scaled 1000)" --rate 80 --secs "$SECONDS_EACH" --warm 3; }
row_fanout_5000() { compare fanout-5000 --n "$(scaled 5000)" --rate 16 --secs "$SECONDS_EACH" --warm 3; }
row_latency() { compare latency --n 1 --rate 20 --secs "$SECONDS_EACH" --warm 3; }
row_crowd_10000() { compare crowd-10000 --n "$(scaled 10000)" --rate 1 --secs "$SECONDS_EACH" --warm 3; }

row_max_deliveries() {
    compare max-deliveries --n "$(scaled 1000)" --rate 100,125,150,175,200,225,250,275,300,325,350,375,400 --secs 5 --warm 3 --stop-p99 200000 \
        --http-conns 16
}

# The hub's subscribers are on one node and the publisher on another, so that the delivery side is a process of its own. wsload counts what its
# own process hears: one listens at the second node, and says something in another channel meanwhile, while another publishes at the first.
row_busy_channel() {
    start_hub 2
    busy_hub | record busy-channel parley
    stop_hub
    local rival options=(--n 20 --rate 10000 --secs "$SECONDS_EACH" --warm 3 --http-conns 16)
    for rival in $(rivals); do
        start_peer "$rival"
        peer_load "$rival" "${options[@]}" | record busy-channel "$rival"
        stop_all
    done
    start_peer climit 1000
    peer_load climit "${options[@]}" | record busy-channel climit-gathering
    stop_all
}

busy_hub() {
    local heard=$RESULTS/busy-heard.json said redis listener
    hub_load 1 --n 20 --rate 1 --secs $((SECONDS_EACH + 20)) \
        --http /realtime/channels/public:aside/broadcast >"$heard" &
    listener=$!
    sleep 4
    redis=$(cpu_of "$REDIS")
    said=$(busy_publishers)
    redis=$(($(cpu_of "$REDIS") - redis))
    wait "$listener"
    jq -c --argjson said "$said" --argjson redis "$redis" '($said.sent + 1000) as $all | {
        rate: $said.rate, sent: $all, expected: ($all * 20), delivered, lost: ($all * 20 - .delivered), p50_us, p99_us,
        server_cpu_us_per_delivery,
        publishing_us_per_message: ($said.cpu_us / $said.sent),
        redis_us_per_message: ($redis / $said.sent)}' "$heard"
}

# By four WebSockets, or, with BUSY_BY=rest, by 32 connections of the API, each of which waits for its answers: what one says goes through Redis one
# after the other. The first thousand messages are for the JIT: whoever says a thousand more than the hub has come to is cut off.
busy_publishers() {
    local before='{"type":"message","channel":"'$CHANNEL'","event":"m","data":' after='}' way=(--pub-nosub) one out=$RESULTS/busy-said
    if [ "${BUSY_BY:-websocket}" = rest ]; then
        before='{"event":"m","data":'
        way=(--http "/realtime/channels/$CHANNEL/broadcast" --http-header "X-API-Key: $ADMIN_KEY" --http-header 'Content-Type: application/json'
            --http-conns 8)
    fi
    local publishers=()
    for one in 1 2 3 4; do
        "$WSLOAD" --port "$BASE_PORT" --pid "${HUB[0]}" --path /realtime --header "Authorization: Bearer $(token_of "load$one")" --n 1 --await 3 \
            --init "$(subscribe_to "$CHANNEL")" "${way[@]}" --pub "$before"'{"ts":%T,"p":"%P"}'"$after" --size $((${#before} + 201)) \
            --warm 5 --warm-rate 50 --rate $((${BUSY_RATE:-10000} / 4)) --secs "$SECONDS_EACH" >"$out-$one.json" &
        publishers+=($!)
    done
    wait "${publishers[@]}"
    # Each has seen the CPU of the whole node.
    jq -cs '{rate: (map(.rate) | add), sent: (map(.sent) | add), cpu_us: (.[0].server_cpu_us_per_delivery * .[0].delivered)}' "$out"-*.json
}

row_handshakes() {
    start_hub
    arrivals "${HUB[0]}" --uri "$(hub_uri)" --secret "$JWT_SECRET" --ready '"type":"connected"' | record handshakes parley
    stop_hub
    rivals | grep -qx socket.io || return 0
    start_peer socket.io
    arrivals "$PEER" --uri "ws://127.0.0.1:$PEER_PORT/socket.io/?EIO=4&transport=websocket" --say 40 --ready 40{ | record handshakes socket.io
    stop_all
}

# 5,000 are there, then others come, 300 a second, and stay until all has been counted.
arrivals() { # server's id, options of a crowd...
    local server=$1 before after more=$((300 * SECONDS_EACH))
    shift
    stay_aside "$RESULTS/staying.json" --clients "$(scaled 5000)" --rate 300 --hold 600 "$@"
    before=$(cpu_of "$server")
    stay_aside "$RESULTS/arriving.json" --clients "$more" --rate 300 --hold 600 "$@"
    after=$(cpu_of "$server")
    jq -c --argjson cpu $((after - before)) --argjson more "$more" '. + {cpu_us_per_handshake: ($cpu / $more)}' "$RESULTS/arriving.json"
}

# A crowd in the background; returns once all of it is there.
stay_aside() { # accounts, options of a crowd...
    local accounts=$1
    shift
    : >"$accounts"
    started "$accounts" "$JAVA_HOME_25/bin/java" -Xmx2g -XX:+UseSerialGC -cp "$CROWD_CLASSES" io.parley.perf.crowd.Main stay "$@"
    until grep -q arrived "$accounts"; do
        kill -0 "$LAST" 2>/dev/null || fail "The crowd did not come: $accounts"
        sleep 0.5
    done
}

row_idle_memory() {
    local clients before rival
    clients=$(scaled 15000)
    start_hub
    before=$(resident_after_collection)
    stay_aside "$RESULTS/idle.json" --uri "$(hub_uri)" --secret "$JWT_SECRET" --clients "$clients" --rate 300 --hold 600 \
        --say "$(subscribe_to presence:idle-%g)" --ready '"id":1,'
    jq -c --argjson before "$before" --argjson after "$(resident_after_collection)" \
        '. + {rss_per_conn_kb: (($after - $before) / .connected)}' "$RESULTS/idle.json" | record idle-memory parley
    stop_hub
    for rival in $(rivals); do
        start_peer "$rival"
        peer_load "$rival" --n "$clients" --idle-only | record idle-memory "$rival"
        stop_all
    done
}

# Collected until it changes by less than one in 200: a heap is given back bit by bit, and the rosters of who left end after a while.
resident_after_collection() {
    local before=0 now=0
    sleep 10
    for _ in $(seq 20); do
        "$JAVA_HOME_25/bin/jcmd" "${HUB[0]}" GC.run >/dev/null
        sleep 2
        before=$now
        now=$(resident_kb_of "${HUB[0]}")
        [ $((now - before)) -lt $((now / 200)) ] && [ $((before - now)) -lt $((now / 200)) ] && break
    done
    echo "$now"
}

row_three_nodes() {
    local node crowds=()
    start_hub 3
    for node in 0 1 2; do
        started "$RESULTS/node-$node.json" "$JAVA_HOME_25/bin/java" -Xmx2g -XX:+UseSerialGC -cp "$CROWD_CLASSES" io.parley.perf.crowd.Main stay \
            --uri "$(hub_uri "$node")" --from "127.0.0.$((node + 2))" --secret "$JWT_SECRET" --clients "$(scaled 15000)" --rate 100 \
            --say "$(subscribe_to presence:idle-%g)" --ready '"id":1,' --hold $((HOLD + 30))
        crowds+=("$LAST")
    done
    wait "${crowds[@]}"
    cat "$RESULTS"/node-?.json | jq -sc 'map(select(.phase == "held")) | {connected: (map(.connected) | add), failed: (map(.failed) | add),
        dropped: (map(.dropped) | add), seconds: (map(.seconds) | min)}' | record three-nodes parley
    stop_hub
}

row_reconnect_storm() {
    start_hub
    crowd storm --uri "$(hub_uri)" --secret "$JWT_SECRET" --key "$ADMIN_KEY" --channel load:storm --clients "$(scaled 10000)" \
        --publish "http://127.0.0.1:$BASE_PORT/realtime/channels/load:storm/broadcast" | record reconnect-storm parley
    stop_hub
}
