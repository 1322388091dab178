# A hub, one node or several. The first is the standalone jar: its Redis and PostgreSQL are processes beside it, whose CPU is their own.

# A channel pattern with history and without a roster, for what is recovered.
POLICIES='{"parley":{"realms":{"default":{"policies":[{"pattern":"load:*","subscribe":"auth != null","publish":"auth != null","history-size":1000,"history-age":"10m"}]}}}}'

start_hub() { # [nodes]: ids in $HUB, ports from $BASE_PORT
    HUB=()
    HUB_DATA=$(mktemp -d)
    start_node 0 "$STANDALONE_JAR" PARLEY_DATA_DIR="$HUB_DATA"
    local node urls
    for ((node = 1; node < ${1:-1}; node++)); do
        urls=$(grep -oE '(REDIS_URL|DATABASE_URL)="[^"]+"' "$RESULTS/hub-0.log" | tr -d '"' | sort -u)
        # shellcheck disable=SC2086 # A variable each.
        start_node "$node" "$LEAN_JAR" $urls
    done
    REDIS=$(find_redis)
    warm_hub
}

start_node() { # number jar variables...
    local number=$1 jar=$2 options=()
    shift 2
    [ -f "$JVM_OPTIONS" ] && options=("@$JVM_OPTIONS")
    started "$RESULTS/hub-$number.log" env PORT=$((BASE_PORT + number)) JWT_SECRET="$JWT_SECRET" PARLEY_ADMIN_KEY="$ADMIN_KEY" \
        PARLEY_NODE_ID="node-$number" PARLEY_LIMITS_ENABLED=false PARLEY_LIMITS_CONNECTIONSPERNODE=0 SPRING_APPLICATION_JSON="$POLICIES" "$@" \
        "$JAVA_HOME_25/bin/java" "${options[@]}" -jar "$jar"
    HUB+=("$LAST")
    for _ in $(seq 1200); do
        curl -fs -o /dev/null "http://127.0.0.1:$((BASE_PORT + number))/actuator/health/readiness" && return
        kill -0 "$LAST" 2>/dev/null || fail "The hub did not start: $RESULTS/hub-$number.log"
        sleep 0.1
    done
    fail "The hub is not ready after two minutes: $RESULTS/hub-$number.log"
}

find_redis() { for p in /proc/[0-9]*; do [[ $(readlink "$p/exe" 2>/dev/null) == "$HUB_DATA"/* ]] && [[ $(readlink "$p/exe") == *redis* ]] && basename "$p" && return; done; true; }

# What is counted is a hub that has run for a while: its second compiler takes what was called some thousand times, and is at work for as long as
# that takes. Twenty thousand messages, and three thousand users who come and go.
warm_hub() {
    hub_load 0 --n 20 --rate 200 --secs 5 >/dev/null 2>&1
    hub_load 0 --n 20 --rate 800 --secs 25 --http-conns 8 >/dev/null 2>&1
    crowd stay --uri "$(hub_uri)" --secret "$JWT_SECRET" --clients 3000 --rate 300 --say "$(subscribe_to presence:warm)" --ready '"id":1,' >/dev/null
    sleep 15 # Who has left is still seen off for a while.
}

hub_uri() { echo "ws://127.0.0.1:$((BASE_PORT + ${1:-0}))/realtime"; }
subscribe_to() { printf '{"type":"subscribe","id":1,"channel":"%s"}' "$1"; }

# Subscribers at a node, which have heard `connected`, `subscribed` of the user's own channel, and `subscribed`; published by the API.
# `data` has 200 bytes, and 21 stand around it.
hub_load() { # node, wsload's options...
    local node=$1
    shift
    "$WSLOAD" --port $((BASE_PORT + node)) --path /realtime --header "Authorization: Bearer $(token_of load)" --init "$(subscribe_to "$CHANNEL")" --await 3 \
        --http "/realtime/channels/$CHANNEL/broadcast" --http-header "X-API-Key: $ADMIN_KEY" --http-header 'Content-Type: application/json' \
        --pub '{"event":"m","data":{"ts":%T,"p":"%P"}}' --size 221 --label parley --pid "${HUB[node]}" "$@"
}

stop_hub() {
    stop_all
    rm -rf "$HUB_DATA"
}
