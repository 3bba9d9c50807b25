#!/usr/bin/env bash
# What it costs that workers count and report connections and requests: requests per second, and processor time per
# request, of one and the same application on Tomcat, Jetty and Reactor Netty
#   on     as a cluster of one worker, whose figures are read for a heartbeat every second
#   off    as a cluster of one worker, whose figures are never read, for its heartbeats are an hour apart
#   plain  as a plain process without anything of the starter on the path of a request
# side by side, round by round, each round beginning with another one. Processor time is the steadier figure on a
# machine that does other things, too, but two JVMs of one kind differ as well. So in the end, what the starter's threads
# take under load, which is all that is different between on and off, and what GET /actuator/cluster takes. Needs wrk,
# curl, and classes compiled by ./mvnw -DskipTests package.
#
#   benchmarks/statistics.sh [rounds] [tomcat|jetty|netty]...        JAVA=/path/to/java selects another JDK
set -euo pipefail
cd "$(dirname "$0")/.."
readonly JAVA="${JAVA:-java}" ROUNDS="${1:-9}" MODULE=cluster-spring-boot-autoconfigure
readonly APPLICATION=io.github.bootcluster.integration.app.hello.HelloApplication
readonly KINDS=(on off plain) ROUNDS_OF_WARM_UP=6 SECONDS_OF_ROUND=3 SECONDS_OF_HEARTBEATS=10
readonly LOGS="$(mktemp -d)"
readonly -A PORTS=([on]=18483 [off]=18484 [plain]=18485)
readonly -A OTHERS=([tomcat]='jetty|netty|webflux' [jetty]='tomcat|netty|webflux' [netty]='tomcat|jetty|webmvc')
readonly -A ARGUMENTS=([on]=--cluster.workers=1
	[off]='--cluster.workers=1 --cluster.heartbeat.interval=1h --cluster.heartbeat.timeout=3h'
	[plain]=--cluster.enabled=false)
declare -A started=()
shift $(($# > 0 ? 1 : 0))
[[ $# -gt 0 ]] || set -- tomcat jetty netty

finish() {
	stop
	rm -rf "$LOGS"
}
trap finish EXIT

stop() {
	for pid in "${started[@]}"; do
		kill -s TERM "$pid" 2>/dev/null || true
	done
	wait
	started=()
}

# start SERVER KIND: starts the application and waits for its first response
start() {
	local class_path
	class_path=$(tr : '\n' <"$LOGS/classpath" | grep -Ev "/[^/]*(${OTHERS[$1]})[^/]*\.jar$" | paste -s -d :)
	# shellcheck disable=SC2086
	"$JAVA" -cp "$MODULE/target/classes:$MODULE/target/test-classes:$class_path" "$APPLICATION" \
		"--server.port=${PORTS[$2]}" ${ARGUMENTS[$2]} --management.endpoints.web.exposure.include=cluster \
		>"$LOGS/$1-$2" 2>&1 </dev/null &
	started[$2]=$!
	until curl -sf -m 1 -o /dev/null "http://localhost:${PORTS[$2]}/"; do
		kill -s 0 "${started[$2]}" || { cat "$LOGS/$1-$2"; exit 1; }
		sleep 0.1
	done
}

# ticks PID...: the processor time of processes, in ticks
ticks() {
	local pid
	for pid in "$@"; do
		sed 's/.*) //' "/proc/$pid/stat"
	done | awk '{ ticks += $12 + $13 } END { print ticks }'
}

# load KIND PATH SECONDS PID...: prints requests per second and microseconds of processor time per request
load() {
	local port=${PORTS[$1]} path=$2 seconds=$3 before
	shift 3
	before=$(ticks "$@")
	wrk -t1 -c16 -d"$seconds"s "http://localhost:$port$path" >"$LOGS/wrk"
	awk -v ticks="$(($(ticks "$@") - before))" -v hertz="$(getconf CLK_TCK)" '
		/requests in/ { requests = $1 }
		/Requests\/sec/ { rate = $2 }
		/Non-2xx|Socket errors/ { print > "/dev/stderr" }
		END { printf "%d %.2f\n", rate, 1e6 * ticks / hertz / requests }' "$LOGS/wrk"
}

# serving KIND: the process that answers
serving() {
	[[ $1 == plain ]] && echo "${started[$1]}" || pgrep -P "${started[$1]}"
}

median() {
	sort -n | awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

# ratios FILE FILE COLUMN: the median of what the rounds of one are to those of the other
ratios() {
	paste -d ' ' "$1" "$2" | awk -v column="$3" '{ print $column / $(column + 2) }' | median
}

# report SERVER: prints the medians
report() {
	local kind
	for kind in "${KINDS[@]}"; do
		printf '%s, %s: %.0f requests/s, %.2f us of processor time per request\n' "$1" "$kind" \
			"$(cut -d ' ' -f 1 "$LOGS/$1-$kind.rounds" | median)" "$(cut -d ' ' -f 2 "$LOGS/$1-$kind.rounds" | median)"
	done
	for kind in off plain; do
		printf '%s, on to %s: requests/s %.3f, processor time per request %.3f\n' "$1" "$kind" \
			"$(ratios "$LOGS/$1-on.rounds" "$LOGS/$1-$kind.rounds" 1)" \
			"$(ratios "$LOGS/$1-on.rounds" "$LOGS/$1-$kind.rounds" 2)"
	done
}

# round SERVER NUMBER: one round
round() {
	local turn kind
	for turn in 0 1 2; do
		kind=${KINDS[($2 + turn) % 3]}
		load "$kind" / "$SECONDS_OF_ROUND" "$(serving "$kind")" >>"$LOGS/$1-$kind.rounds"
	done
}

# compare SERVER: runs all rounds, of which the first only warm up
compare() {
	local kind number
	for kind in "${KINDS[@]}"; do
		start "$1" "$kind"
	done
	for number in $(seq "$ROUNDS_OF_WARM_UP"); do
		round "$1" "$number"
	done
	rm "$LOGS/$1"-*.rounds
	for number in $(seq "$ROUNDS"); do
		round "$1" "$number"
	done
	report "$1"
	measure_heartbeats "$1"
	measure_status "$1"
	stop
}

# starter PID: the processor time of the starter's own threads, which read and send the figures, in nanoseconds
starter() {
	local thread
	for thread in "/proc/$1/task"/*; do
		grep -q '^cluster-' "$thread/comm" && cat "$thread/schedstat"
	done | awk '{ nanos += $1 } END { printf "%.0f\n", nanos }'
}

# measure_heartbeats SERVER: what reading and sending the figures takes under load
measure_heartbeats() {
	local worker nanos ticks
	worker=$(serving on)
	nanos=$(starter "$worker") ticks=$(ticks "$worker")
	load on / "$SECONDS_OF_HEARTBEATS" "$worker" >/dev/null
	awk -v server="$1" -v nanos="$(($(starter "$worker") - nanos))" -v ticks="$(($(ticks "$worker") - ticks))" \
		-v hertz="$(getconf CLK_TCK)" -v seconds="$SECONDS_OF_HEARTBEATS" '
		BEGIN {
			printf "%s, heartbeats under load: %.2f ms of processor time per second, %.3f%% of that of the worker\n",
					server, nanos / 1e6 / seconds, nanos / 1e7 / (ticks / hertz)
		}'
}

# measure_status SERVER: what it costs to look at the cluster
measure_status() {
	local processes
	processes=("$(serving on)" "${started[on]}")
	load on /actuator/cluster "$SECONDS_OF_ROUND" "${processes[@]}" >/dev/null
	printf '%s, GET /actuator/cluster: %s requests/s, %s us of processor time of worker and primary per request\n' "$1" \
		$(load on /actuator/cluster "$SECONDS_OF_ROUND" "${processes[@]}")
}

./mvnw -q dependency:build-classpath -pl "$MODULE" -Dmdep.outputFile="$LOGS/classpath"
for server; do
	compare "$server"
done
