#!/usr/bin/env bash
# Round trips of messages between a worker and the primary, 64 in flight, side by side with Node's cluster module
# (process.send) on this machine, round by round. Needs curl, node, and target/sample-app.jar.
#
#   benchmarks/messages.sh [rounds]        JAVA=/path/to/java selects another JDK
set -euo pipefail
cd "$(dirname "$0")/.."
readonly JAVA="${JAVA:-java}" JAR=sample-app/target/sample-app.jar ROUNDS="${1:-5}"
readonly PORT=18482 COUNT=300000
readonly LOG="$(mktemp)"

"$JAVA" -jar "$JAR" "--server.port=$PORT" --cluster.workers=1 --spring.profiles.active=demo >"$LOG" 2>&1 </dev/null &
readonly PRIMARY=$!
trap 'kill -s TERM "$PRIMARY" 2>/dev/null || true; wait; rm -f "$LOG"' EXIT

ours() {
	curl -sf -X POST "http://localhost:$PORT/messages?count=$COUNT" | awk '{ print $1 }'
}

nodes() {
	node benchmarks/messages.js "$COUNT" 2 | awk 'END { print $1 }'
}

until curl -sf -m 1 -o /dev/null "http://localhost:$PORT/"; do
	kill -s 0 "$PRIMARY" || { cat "$LOG"; exit 1; }
	sleep 0.1
done
for round in 1 2 3; do
	ours >/dev/null
done
for round in $(seq "$ROUNDS"); do
	ours=$(ours)
	node=$(nodes)
	echo "round $round: $ours round trips/s, Node $node/s, ratio $(awk "BEGIN { printf \"%.2f\", $ours / $node }")"
done
