#!/usr/bin/env bash
# Measures what the packaged application costs while it watches 20 containers: the processor time it uses in a minute, with
# nobody looking and with the panel open in one browser, as a share of one core, and its resident memory after each. It runs
# with the launcher's own flags, beside a Docker engine of the script's own.
#
#   scripts/measure-idle.sh [RUNS] [SECONDS]      RUNS windows of SECONDS each way; 3 of 60 if not given
#
# JAVA_HOME selects the JDK. Root, docker.io, docker-cli, busybox-static and chromium are needed; without chromium the second
# part is left out. Processor time counts what the agent does, not what it waits for, so that other work on the machine shows
# in it little.
set -euo pipefail

# shellcheck source=scripts/lib-measure.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib-measure.sh"
# shellcheck source=scripts/lib-engine.sh
. "$root/scripts/lib-engine.sh"
# shellcheck source=scripts/lib-bench.sh
. "$root/scripts/lib-bench.sh"

runs=${1:-3} seconds=${2:-60}
check_runs "$runs"
check_runs "$seconds"
readonly containers=20 warm_seconds=30 user=measure password=measured-7-times-a-day

status_app=$root/target/quarkus-app
if [ ! -f "$status_app/quarkus-run.jar" ]; then
  progress 'building Status'
  "$root/mvnw" -B -q -f "$root/pom.xml" -DskipTests package >&2 || die 'Status does not build'
fi
browser=$(command -v chromium || true)
[ -z "$browser" ] || build_bench "$root"

start_engine
for ((i = 1; i <= containers; i++)); do
  run_container "c$i" 'while :; do sleep 1; done'
done

port=$(free_port)
app_env=(AGENT_TOKEN=bench-token-0123456789-0123456789 "DOCKER_HOST=$engine_host" "STATUS_PANEL_USERNAME=$user"
  "STATUS_PANEL_PASSWORD=$password")
start_app "$status_app" "$port" serve
limit=$(($(now_ms) + start_limit_ms))
until curl -s "http://127.0.0.1:$port/capabilities" | grep -q '"runtime":"docker"'; do
  kill -0 "$app_pid" 2>/dev/null || app_failed 'ended before its first answer'
  [ "$(now_ms)" -lt "$limit" ] || app_failed 'did not find the engine'
  pause 0.2
done

# windows NAME: records NAME.share, in hundredths of a per cent of a core, of each window, and NAME.resident (KiB) at the end.
windows() {
  local run cpu start
  pause "$warm_seconds"
  for ((run = 1; run <= runs; run++)); do
    progress "$1: run $run of $runs"
    cpu=$(cpu_ms) start=${EPOCHREALTIME/./}
    pause "$seconds"
    record "$1.share" "$((($(cpu_ms) - cpu) * 10000000 / (${EPOCHREALTIME/./} - start)))"
  done
  record "$1.resident" "$(rss_kib)"
}

windows nobody
if [ -n "$browser" ]; then
  coproc viewer {
    exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx128m -cp "$bench_classpath" dev.statusagent.bench.OpenPanel \
      "http://localhost:$port" "$user" "$password"
  }
  # shellcheck disable=SC2154 # set by coproc
  viewer_pid=$viewer_PID
  trap 'kill "$viewer_pid" 2>/dev/null || true; stop_engine; finish' EXIT
  read -r -t 60 -u "${viewer[0]}" line && [ "$line" = open ] || die 'the browser does not show the panel'
  windows panel
  kill -0 "$viewer_pid" || die 'the browser ended'
fi
stop_app

row() {
  printf '%s %s\n' "$(spread "$2.share")" "$(spread "$2.resident")" | awk -v label="$1" '{
    printf "%-30s %7.2f %7.2f %7.2f   %6d\n", label, $1 / 100, $2 / 100, $3 / 100, $5 / 1024
  }'
}
printf 'JDK %s, %s processors, %s containers, %s windows of %s s\n\n' \
  "$(java_version)" "$(nproc)" "$containers" "$runs" "$seconds"
printf '%-30s %23s   %s\n' '' 'processor, % of one core' 'resident'
printf '%-30s %7s %7s %7s   %s\n' '' min median max 'MiB'
row 'nobody looks' nobody
if [ -n "$browser" ]; then row 'the panel is open' panel; else echo 'the panel is open: not measured, there is no chromium'; fi
