#!/usr/bin/env bash
# Measures requests per second of the packaged application over eight connections: the unguarded /health, the same with a
# signature that nobody looks at (what the load client spends on signing), a POST to it, a guarded resource with the bearer
# token, and signed requests to guarded resources. The kinds alternate; the medians of all rounds but the first are printed,
# with their ratios to the first two kinds, and the processor time that the application and the load client take for a
# request, which tells more than the rates where something else runs on the machine. The load client runs beside the
# application, on the same processors. The application logs as it is shipped; its heap is larger, since at these rates it
# remembers far more nonces than under its usual limit.
#
#   scripts/bench-requests.sh [ROUNDS [SECONDS]]      ROUNDS rounds, 5 if not given, SECONDS for each kind, 5 if not given
#
# JAVA_HOME selects the JDK. BENCH_REDIS_URL, if set, is a Redis where the application keeps its state.
set -euo pipefail

# shellcheck source=scripts/lib-measure.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib-measure.sh"
# shellcheck source=scripts/lib-bench.sh
. "$root/scripts/lib-bench.sh"

rounds=${1:-5} seconds=${2:-5}
check_runs "$rounds"
check_runs "$seconds"

status_app=$root/target/quarkus-app
if [ ! -f "$status_app/quarkus-run.jar" ]; then
  progress 'building Status'
  "$root/mvnw" -B -q -f "$root/pom.xml" -DskipTests package >&2 || die 'Status does not build'
fi
build_bench "$root"

token=bench-token-0123456789-0123456789
port=$(free_port)
app_env=("AGENT_TOKEN=$token" RATE_LIMIT_PER_MIN=1000000 JDK_JAVA_OPTIONS=-Xmx256m)
if [ -n "${BENCH_REDIS_URL:-}" ]; then
  app_env+=(STATUS_STATE=redis "REDIS_URL=$BENCH_REDIS_URL")
fi
start_app "$status_app" "$port" serve
limit=$(($(now_ms) + start_limit_ms))
until answers_200 "$port" /health; do
  kill -0 "$app_pid" 2>/dev/null || app_failed 'ended before its first answer'
  [ "$(now_ms)" -lt "$limit" ] || app_failed 'did not answer GET /health with 200'
  pause 0.05
done
printf 'JDK %s, %s rounds of %s s, %s processors\n\n' "$(java_version)" "$rounds" "$seconds" "$(nproc)"
AGENT_ID=measure AGENT_TOKEN=$token "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$bench_classpath" \
  dev.statusagent.bench.RequestRates "$port" "$app_pid" "$rounds" "$seconds" || app_failed 'refused a request'
stop_app
