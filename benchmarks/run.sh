#!/usr/bin/env bash
# Compares the sample as a cluster of two workers with the same jar as one plain process: time to the first response,
# memory, and requests per second side by side in one run. Needs wrk and curl, and target/sample-app.jar.
#
#   benchmarks/run.sh [rounds]        JAVA=/path/to/java selects another JDK
set -euo pipefail
cd "$(dirname "$0")/.."
readonly JAVA="${JAVA:-java}" JAR=sample-app/target/sample-app.jar ROUNDS="${1:-3}"
readonly CLUSTER_PORT=18480 PLAIN_PORT=18481
readonly LOGS="$(mktemp -d)"
started=()

finish() {
	for pid in "${started[@]}"; do
		kill -s TERM "$pid" 2>/dev/null || true
	done
	wait
	rm -rf "$LOGS"
}
trap finish EXIT

# start NAME PORT ARGUMENT...: starts the jar and prints the milliseconds to its first response
start() {
	local name=$1 port=$2 begin
	shift 2
	begin=$(date +%s%3N)
	"$JAVA" -jar "$JAR" "--server.port=$port" "$@" >"$LOGS/$name" 2>&1 </dev/null &
	started+=($!)
	until curl -sf -m 1 -o /dev/null "http://localhost:$port/"; do
		kill -s 0 "${started[-1]}" || { cat "$LOGS/$name"; exit 1; }
		sleep 0.02
	done
	echo "$name: first response after $(($(date +%s%3N) - begin)) ms"
}

rss() {
	awk '/VmRSS/ { printf "%d MB", $2 / 1024 }' "/proc/$1/status"
}

# load PORT SECONDS: prints the requests per second
load() {
	wrk -t1 -c16 -d"$2"s "http://localhost:$1/" | awk '/Requests\/sec/ { print $2 }'
}

for round in $(seq "$ROUNDS"); do
	start "plain application (round $round)" "$PLAIN_PORT" --cluster.enabled=false
	kill -s TERM "${started[-1]}" && wait "${started[-1]}" || true
	unset 'started[-1]'
	start "cluster (round $round)" "$CLUSTER_PORT" --cluster.workers=2
	kill -s TERM "${started[-1]}" && wait "${started[-1]}" || true
	unset 'started[-1]'
done

start "plain application" "$PLAIN_PORT" --cluster.enabled=false
start "cluster" "$CLUSTER_PORT" --cluster.workers=2
until curl -sf "http://localhost:$CLUSTER_PORT/actuator/cluster" | grep -q '"listening":2'; do
	sleep 0.2
done
load "$PLAIN_PORT" 20 >/dev/null
load "$CLUSTER_PORT" 40 >/dev/null
for round in $(seq "$ROUNDS"); do
	plain=$(load "$PLAIN_PORT" 10)
	cluster=$(load "$CLUSTER_PORT" 10)
	echo "round $round: plain $plain/s, cluster $cluster/s, ratio $(awk "BEGIN { printf \"%.2f\", $cluster / $plain }")"
done
echo "memory of the plain application: $(rss "${started[0]}")"
echo "memory of the primary: $(rss "${started[1]}")"
for worker in $(pgrep -P "${started[1]}"); do
	echo "memory of a worker: $(rss "$worker")"
done
