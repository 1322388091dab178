# Servers that were started here, and what they use. Each leads a session of its own, so that Ctrl-C leaves them to be stopped in order.

STARTED=()

started() { # log command...: its id is in $LAST
    local log=$1
    shift
    setsid "$@" >"$log" 2>&1 </dev/null &
    LAST=$!
    STARTED+=("$LAST")
}

stop_all() {
    local pid i
    for ((i = ${#STARTED[@]} - 1; i >= 0; i--)); do
        pid=${STARTED[i]}
        kill "$pid" 2>/dev/null || true
        for _ in $(seq 300); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
        kill -9 "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    STARTED=()
}

wait_for_port() { # port: something listens
    for _ in $(seq 600); do (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return; sleep 0.1; done
    fail "Nothing listens on port $1 after a minute"
}

# User and system time of processes so far, in microseconds.
cpu_of() { # pid...
    local pid total=0
    for pid in "$@"; do total=$((total + $(sed 's/.*) //' "/proc/$pid/stat" | awk '{print $12 + $13}'))); done
    echo $((total * 1000000 / $(getconf CLK_TCK)))
}

resident_kb_of() { # pid...
    local pid total=0
    for pid in "$@"; do total=$((total + $(awk '/^VmRSS:/ {print $2}' "/proc/$pid/status"))); done
    echo "$total"
}
