# The limit and the peers: how each is started, and how wsload talks to it. A broadcast of 200 bytes reaches every connection of each.

PEER_PORT=$((BASE_PORT + 20))
NCHAN_MODULE=${NCHAN_MODULE:-/usr/lib/nginx/modules/ngx_nchan_module.so}

peer_is_installed() { # name
    case $1 in
        climit) true ;;
        nchan) command -v nginx >/dev/null && [ -f "$NCHAN_MODULE" ] ;;
        nats) command -v nats-server >/dev/null ;;
        ws | socket.io) command -v node >/dev/null && [ -d "$ROOT/perf/peers/node_modules/$1" ] ;;
        *) fail "There is no peer $1" ;;
    esac
}

start_peer() { # name [microseconds for which climit gathers]: ids in $PEER
    local home=$ROOT/perf/peers log=$RESULTS/$1.log
    ! (exec 3<>"/dev/tcp/127.0.0.1/$PEER_PORT") 2>/dev/null || fail "Something listens at $PEER_PORT already, and would be measured in place of $1"
    case $1 in
        climit) started "$log" "$CLIMIT" "$PEER_PORT" ${2:+"$2"} ;;
        nchan)
            sed -e "s|@MODULE@|$NCHAN_MODULE|; s|@PORT@|$PEER_PORT|; s|@HOME@|$RESULTS|" "$home/nchan.conf" >"$RESULTS/nchan.conf"
            started "$log" nginx -c "$RESULTS/nchan.conf" -p "$RESULTS" ;;
        nats)
            printf 'websocket { port: %d, no_tls: true }\nport: %d\nmax_connections: 100000\n' "$PEER_PORT" $((PEER_PORT + 1)) >"$RESULTS/nats.conf"
            started "$log" nats-server -c "$RESULTS/nats.conf" ;;
        ws) started "$log" node "$home/ws.mjs" "$PEER_PORT" ;;
        socket.io) started "$log" node "$home/socket-io.mjs" "$PEER_PORT" ;;
    esac
    PEER=$LAST
    wait_for_port "$PEER_PORT"
}

peer_load() { # name, wsload's options...
    local name=$1
    shift
    local common=("$WSLOAD" --port "$PEER_PORT" --label "$name" --pid "$PEER" --size 200)
    case $name in
        climit | ws) "${common[@]}" --path / --pub-nosub "$@" ;;
        # The publisher is nginx' own HTTP endpoint; a subscriber hears what comes after it.
        nchan) "${common[@]}" --path /sub --http /pub --pub '{"ts":%T,"p":"%P"}' "$@" ;;
        # INFO is the first frame, PONG the second: the subscription is in force. `PUB` names the length of what follows.
        nats)
            "${common[@]}" --path / --bin --init 'CONNECT {"verbose":false,"pedantic":false}\r\nSUB load 1\r\nPING\r\n' --await 2 \
                --reply 'PING\r\n=PONG\r\n' --pub-init 'CONNECT {"verbose":false,"pedantic":false}\r\n' \
                --pub 'PUB load 200\r\n{"ts":%T,"p":"%P"}\r\n' --size 216 "$@" ;;
        # Engine.IO's OPEN, then Socket.IO's CONNECT; 2 is a ping and 3 the answer.
        socket.io)
            "${common[@]}" --path '/socket.io/?EIO=4&transport=websocket' --init 40 --await 2 --reply 2=3 --pub-init 40 \
                --pub '42["pub",{"ts":%T,"p":"%P"}]' "$@" ;;
    esac
}
