#!/usr/bin/env bash
# Measures the queue of commands of the packaged application: how long a command takes from the caller that enqueues it to a
# client that waits, with 1, 100 and 10,000 clients waiting, and the agent's resident memory then; and how many enqueues a
# second are answered 202, which means on the disk, with 1, 8 and 64 callers, beside how often the same disk can be flushed in
# the same run. The load client runs beside the application, on the same processors. The agent's rate limit is raised to its
# highest value, and its heap to 160 MiB, since it remembers the nonces of all these requests and serves 10,000 connections.
# Last, what it brings that callers share a commit, at the store itself, where no HTTP is in the way.
#
#   scripts/bench-commands.sh [DIRECTORY]      where the data is put; target/ if not given. It should be a real disk
#
# JAVA_HOME selects the JDK. 10,000 connections need as many file descriptors on either side: see ulimit -n.
set -euo pipefail

# shellcheck source=scripts/lib-measure.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib-measure.sh"
# shellcheck source=scripts/lib-bench.sh
. "$root/scripts/lib-bench.sh"

readonly descriptors=10400
ulimit -n "$descriptors" 2>/dev/null || [ "$(ulimit -n)" -ge "$descriptors" ] ||
  die "$descriptors file descriptors are needed, for the application and for the client each: ulimit -n"

status_app=$root/target/quarkus-app
if [ ! -f "$status_app/quarkus-run.jar" ]; then
  progress 'building Status'
  "$root/mvnw" -B -q -f "$root/pom.xml" -DskipTests package >&2 || die 'Status does not build'
fi
build_bench "$root"

data=$(mktemp -d "${1:-$root/target}/bench-commands.XXXXXX")
trap 'finish; rm -rf "$data"' EXIT
[ "$(stat -f -c %T "$data")" != tmpfs ] || progress "$data is in memory: the figures say nothing of a disk"

token=bench-token-0123456789-0123456789
port=$(free_port)
app_env=("AGENT_TOKEN=$token" RATE_LIMIT_PER_MIN=1000000 STATUS_COMMANDS_WORKER=false "STATUS_DATA_DIR=$data/agent"
  "JDK_JAVA_OPTIONS=${BENCH_JAVA_OPTIONS:--Xmx160m}")
start_app "$status_app" "$port" serve
limit=$(($(now_ms) + start_limit_ms))
until answers_200 "$port" /health; do
  kill -0 "$app_pid" 2>/dev/null || app_failed 'ended before its first answer'
  [ "$(now_ms)" -lt "$limit" ] || app_failed 'did not answer GET /health with 200'
  pause 0.05
done
printf 'JDK %s, %s processors, %s\n' "$(java_version)" "$(nproc)" "$(stat -f -c %T "$data")"
AGENT_ID=measure AGENT_TOKEN=$token "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m -cp "$bench_classpath" \
  dev.statusagent.bench.CommandQueue "$port" "$app_pid" "$data" || app_failed 'failed under load'
stop_app
mkdir "$data/store"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -cp "$bench_classpath" dev.statusagent.command.embedded.GroupedCommits "$data/store"
