# What has to be there, and tokens.

say() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }
fail() { say "$*"; exit 1; }

# The program itself, or what gcc makes of its source.
built() { # variable
    local name=$1 path=${!1:-}
    [ -n "$path" ] || fail "$name is not set: the path of the program, or of its source in C (it is no part of this repository)"
    [ -e "$path" ] || fail "$name: there is no $path"
    if [[ $path == *.c ]]; then
        command -v gcc >/dev/null || fail "$name is a source, and gcc is not installed"
        gcc -O2 -w -pthread -o "$RESULTS/${name,,}" "$path" || fail "$path does not compile"
        path=$RESULTS/${name,,}
    fi
    [ -x "$path" ] || fail "$name: $path cannot be run"
    printf -v "$name" %s "$path"
}

find_tools() {
    local tool
    for tool in curl jq openssl; do command -v "$tool" >/dev/null || fail "$tool is not installed"; done
    built WSLOAD
    built CLIMIT
    JAVA_HOME_25=${JAVA_HOME_25:-$(ls -d /usr/lib/jvm/*25* 2>/dev/null | head -1)}
    [ -x "$JAVA_HOME_25/bin/java" ] || fail "There is no JDK 25 under /usr/lib/jvm: set JAVA_HOME_25"
    STANDALONE_JAR=${STANDALONE_JAR:-$ROOT/bootstrap/target/parley-standalone.jar}
    LEAN_JAR=${LEAN_JAR:-$ROOT/bootstrap/target/parley.jar}
    JVM_OPTIONS=${JVM_OPTIONS:-$ROOT/bootstrap/src/main/jvm/parley.jvmopts}
    CROWD_CLASSES=$ROOT/perf/target/classes
    [ -f "$STANDALONE_JAR" ] && [ -d "$CROWD_CLASSES/io/parley/perf/crowd" ] || fail "Build first: ./mvnw -DskipTests package"
    JWT_SECRET=$(openssl rand -hex 32)
    ADMIN_KEY=$(openssl rand -hex 16)
}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# A token of that user, good for six hours.
token_of() {
    local signed
    signed=$(printf '{"alg":"HS256","typ":"JWT"}' | base64url).$(printf '{"sub":"%s","exp":%d}' "$1" $(($(date +%s) + 21600)) | base64url)
    printf '%s.%s' "$signed" "$(printf %s "$signed" | openssl dgst -sha256 -mac HMAC -macopt "key:$JWT_SECRET" -binary | base64url)"
}

crowd() { "$JAVA_HOME_25/bin/java" -Xmx2g -XX:+UseSerialGC -cp "$CROWD_CLASSES" io.parley.perf.crowd.Main "$@"; }

scaled() { echo $(($1 * SCALE / 100 > 0 ? $1 * SCALE / 100 : 1)); }

describe_machine() {
    jq -nc --arg cpu "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" --arg cores "$(nproc)" --arg kernel "$(uname -r)" \
        --arg java "$("$JAVA_HOME_25/bin/java" -version 2>&1 | tail -1)" --arg commit "$(git -C "$ROOT" describe --always --dirty)" \
        --arg options "$(cat "$JVM_OPTIONS" 2>/dev/null | tr '\n' ' ')" --arg memory "$(sed -n 's/^MemTotal: *//p' /proc/meminfo)" '$ARGS.named'
}
