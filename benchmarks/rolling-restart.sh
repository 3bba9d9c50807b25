#!/usr/bin/env bash
# Measures what clients of the sample, a cluster of two workers, see of rolling restarts and of a worker that is
# killed: latency and failed requests over HTTP/1.1 with and without keep-alive, and over HTTP/2 with and without TLS.
# Needs wrk, h2load, keytool and curl, and target/sample-app.jar.
#
#   benchmarks/rolling-restart.sh [restarts] [argument of the sample]...     JAVA=/path/to/java selects another JDK,
#   CONNECTIONS=8 how many connections there are over HTTP/1.1: with 32 no processor is left for starting workers
set -euo pipefail
cd "$(dirname "$0")/.."
readonly JAVA="${JAVA:-java}" JAR="${JAR:-sample-app/target/sample-app.jar}" RESTARTS="${1:-10}" PORT=18482
readonly CONNECTIONS="${CONNECTIONS:-32}" H2_CONNECTIONS=4 SECONDS_OF_STEADY_STATE=20
readonly LOGS="$(mktemp -d)"
shift $(($# > 0 ? 1 : 0))
readonly ARGUMENTS=("$@")
cluster='' load='' scheme=http

finish() {
	for pid in $load $cluster; do
		kill -s TERM "$pid" 2>/dev/null || true
	done
	wait
	rm -rf "$LOGS"
}
trap finish EXIT

status() {
	curl -skf -m 5 "$scheme://localhost:$PORT/actuator/cluster" || true
}

# await PATTERN [COUNT]: waits until the status matches, and the primary has no more than COUNT processes
await() {
	until grep -Eq "$1" <<<"$(status)" && [[ $(pgrep -c -P "$cluster") -le ${2:-2} ]]; do
		kill -s 0 "$cluster" || { cat "$LOGS/cluster"; exit 1; }
		sleep 0.05
	done
}

# start SCHEME ARGUMENT...: starts the cluster and waits for both workers
start() {
	scheme=$1
	shift
	"$JAVA" -jar "$JAR" "--server.port=$PORT" --cluster.workers=2 "$@" "${ARGUMENTS[@]}" \
		>"$LOGS/cluster" 2>&1 </dev/null &
	cluster=$!
	await '"listening":2'
}

stop() {
	kill -s TERM "$cluster" && wait "$cluster" || true
	cluster=
}

# restart: carries out one rolling restart, and waits until the old workers are gone
restart() {
	local generation
	generation=$(status | grep -o '"generation":[0-9]*' | sort -t : -k 2 -n | tail -1 | cut -d : -f 2)
	curl -sk -m 5 -o "$LOGS/restart" -H 'Content-Type: application/json' -d '{"action":"restart"}' \
		"$scheme://localhost:$PORT/actuator/cluster" || echo "the request for a rolling restart failed"
	await "\"state\":\"(COMPLETED|FAILED)\",\"generation\":$((generation + 1))"
	grep -q '"state":"COMPLETED"' <<<"$(status)" || { status; exit 1; }
}

restart_all() {
	for _ in $(seq "$RESTARTS"); do
		restart
	done
}

# summarize FILE: prints what wrk has found out, in one line
summarize() {
	awk '
		/^ +50%/ { p50 = $2 }
		/^ +99%/ { p99 = $2 }
		/requests in/ { requests = $1 }
		/Socket errors/ { gsub(/ *Socket errors: /, ""); errors = $0 }
		/Non-2xx/ { other = $NF }
		/Requests\/sec/ { rate = $2 }
		END {
			printf "%d requests, %d/s, p50 %s, p99 %s, socket errors: %s, non-2xx: %d\n", requests, rate, p50, p99,
					errors ? errors : "none", other
		}' "$1"
}

# begin_load HEADER: sends requests in the background until end_load
begin_load() {
	wrk -t1 -c"$CONNECTIONS" -d1h --latency -H "$1" "http://localhost:$PORT/" >"$LOGS/load" 2>&1 </dev/null &
	load=$!
}

# end_load NAME: ends the load, and prints what it has found out
end_load() {
	kill -s INT "$load"
	wait "$load" || true
	load=
	echo "$1: $(summarize "$LOGS/load")"
}

# h1 HEADER: compares the steady state with rolling restarts
h1() {
	wrk -t1 -c"$CONNECTIONS" -d"$SECONDS_OF_STEADY_STATE" --latency -H "$1" "http://localhost:$PORT/" >"$LOGS/steady"
	echo "$1, steady state: $(summarize "$LOGS/steady")"
	begin_load "$1"
	restart_all
	end_load "$1, $RESTARTS rolling restarts"
}

# kill_worker HEADER: kills a worker under load
kill_worker() {
	local victim begin duration
	victim=$(status | grep -o '"id":2,"pid":[0-9]*' | grep -o '[0-9]*$')
	begin_load "$1"
	sleep 3
	begin=$(date +%s%3N)
	kill -s KILL "$victim"
	await '"listening":1'
	await '"listening":2'
	duration=$(($(date +%s%3N) - begin))
	sleep 3
	end_load "$1, a worker killed, full strength after $duration ms"
}

# h2_client FILE: sends requests on one connection after the other while there is the file that says so
h2_client() {
	while [[ -e "$LOGS/h2" ]]; do
		h2load -t1 -c1 -m4 -n1000 "$scheme://localhost:$PORT/" 2>&1 </dev/null || true
	done >"$1"
}

# h2 NAME: sends requests during rolling restarts. h2load counts what it did not even begin after a GOAWAY as errors,
# so that what it began is looked at: it has failed if the connection ended before the response. What a server refuses
# with its GOAWAY, any other client sends again (RFC 9113, 6.8).
h2() {
	local i clients=()
	touch "$LOGS/h2"
	for i in $(seq "$H2_CONNECTIONS"); do
		h2_client "$LOGS/h2-$i" &
		clients+=($!)
	done
	restart_all
	rm "$LOGS/h2"
	wait "${clients[@]}"
	awk -v name="$1, $RESTARTS rolling restarts" '
		/^starting benchmark/ { goaway = 0 }
		/^Process Request Failure/ { goaway = 1 }
		/^requests:/ {
			started += $4
			failed += $4 - $6
			refused += $6 - $8
			ended += goaway
			lost += !goaway && $4 < $2
		}
		/^status codes:/ { other += $5 + $7 + $9 }
		END {
			printf "%s: %d requests, failed: %d, refused to be sent again: %d, connections ended by GOAWAY: %d, " \
					"connections lost or refused: %d, non-2xx: %d\n", name, started, failed, refused, ended, lost, other
		}' "$LOGS"/h2-*
	rm "$LOGS"/h2-*
}

keytool -genkeypair -keyalg EC -dname CN=localhost -storepass changeit -keystore "$LOGS/key.p12" -alias key 2>/dev/null

start http
wrk -t1 -c"$CONNECTIONS" -d"$SECONDS_OF_STEADY_STATE" "http://localhost:$PORT/" >/dev/null
h1 'Connection: keep-alive'
h1 'Connection: close'
kill_worker 'Connection: keep-alive'
kill_worker 'Connection: close'
stop

start http --server.http2.enabled=true
h2 'HTTP/2'
stop

start https --server.http2.enabled=true "--server.ssl.key-store=$LOGS/key.p12" --server.ssl.key-store-password=changeit
h2 'HTTP/2 over TLS'
stop
