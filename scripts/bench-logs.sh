#!/usr/bin/env bash
# Measures how fast the packaged application passes on the log of a container, beside `docker logs` of the same container:
# both read the whole log, alternating, and write it to /dev/null. The agent's answers are taken by curl; its own command line
# follows as a third. Prints the median of each and its share of the rate of `docker logs`. Starts a Docker engine of its own.
#
#   scripts/bench-logs.sh [RUNS] [LINES]      5 and 300,000 if not given; a line has 84 bytes
#
# JAVA_HOME selects the JDK. Root, docker.io, docker-cli and busybox-static are needed. An idle machine is needed too: on one
# that does other work the medians of several runs differ by a third.
set -euo pipefail

# shellcheck source=scripts/lib-measure.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib-measure.sh"
# shellcheck source=scripts/lib-engine.sh
. "$root/scripts/lib-engine.sh"

runs=${1:-5} lines=${2:-300000}
check_runs "$runs"
[[ $lines =~ ^[1-9][0-9]{0,6}$ ]] || die "the number of lines is a whole number from 1 to 9999999, not '$lines'"

status_app=$root/target/quarkus-app
if [ ! -f "$status_app/quarkus-run.jar" ]; then
  progress 'building Status'
  "$root/mvnw" -B -q -f "$root/pom.xml" -DskipTests package >&2 || die 'Status does not build'
fi

start_engine
text=$(printf '%076d' 0)
run_container writer "awk 'BEGIN { for (i = 1; i <= $lines; i++) printf \"%07d $text\\n\", i }'"
engine wait writer >/dev/null
[ "$(engine logs writer | wc -l)" -eq "$lines" ] || die 'the engine does not have all lines'

token=bench-token-0123456789-0123456789
port=$(free_port)
app_env=("AGENT_TOKEN=$token" RATE_LIMIT_PER_MIN=1000000 "DOCKER_HOST=$engine_host" "JDK_JAVA_OPTIONS=${BENCH_JAVA_OPTIONS:-}")
start_app "$status_app" "$port" serve
limit=$(($(now_ms) + start_limit_ms))
until answers_200 "$port" /health; do
  kill -0 "$app_pid" 2>/dev/null || app_failed 'ended before its first answer'
  [ "$(now_ms)" -lt "$limit" ] || app_failed 'did not answer GET /health with 200'
  pause 0.05
done

ask() {
  curl -sS -f -N -H 'X-Agent-Id: measure' -H "Authorization: Bearer $token" \
    "http://127.0.0.1:$port/api/v1/containers/writer/logs?tail=all$1"
}
by_docker() { engine logs writer; }
as_text() { ask ''; }
as_events() { ask '&follow=true'; }
by_status() {
  env -i PATH="$PATH" ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} STATUS_APP_DIR="$status_app" AGENT_ID=measure AGENT_TOKEN="$token" \
    "$launcher" logs writer -n all --url "http://127.0.0.1:$port"
}

# Before the runs each reads once, so that the JVM has compiled what it needs, and what is read is counted.
[ "$(as_text | wc -l)" -eq "$lines" ] || die 'the agent does not pass on all lines as text'
[ "$(as_events | grep -c '^id: ')" -eq "$lines" ] || die 'the agent does not pass on all lines as events'
[ "$(by_status | wc -l)" -eq "$lines" ] || die 'status logs does not pass on all lines'

readonly ways='by_docker as_text as_events by_status'
for ((run = 1; run <= runs; run++)); do
  progress "run $run of $runs"
  for way in $ways; do
    start=${EPOCHREALTIME/./}
    "$way" >/dev/null
    record "$way" "$(((${EPOCHREALTIME/./} - start) / 1000))"
  done
done
resident=$(rss_kib)

# row LABEL WAY
row() {
  printf '%s %s\n' "$(spread by_docker)" "$(spread "$2")" | awk -v label="$1" '{
    printf "%-30s %7d %7d %7d   %5.2f\n", label, $4, $5, $6, $2 / $5
  }'
}
printf 'JDK %s, %s processors, %s lines of 84 bytes, %s runs, alternating; milliseconds\n\n' \
  "$(java_version)" "$(nproc)" "$lines" "$runs"
printf '%-30s %7s %7s %7s   %s\n' '' min median max 'rate beside docker logs'
row 'docker logs' by_docker
row 'the agent, as text' as_text
row 'the agent, as events' as_events
row 'status logs (with its start)' by_status
printf '\nresident memory of the agent afterwards: %s MiB\n' "$((resident / 1024))"
stop_app
