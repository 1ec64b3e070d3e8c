#!/usr/bin/env bash
# Kills the packaged application with SIGKILL while six callers enqueue a thousand commands and two clients take and report
# them, starts it again, and checks that each command that was answered with 202 is delivered, and none that is done comes
# again; round after round on the same data. Then fills a small disk under it: enqueuing must be refused with 507, and
# nothing that was accepted may be lost, also not by a kill there. Ends with another exit code than 0 at the first loss.
#
#   scripts/kill-rounds.sh [ROUNDS]      20 rounds if not given, of about 45 s each
#
# The small disk is a tmpfs in a mount namespace of the script's own, which needs either root or user namespaces.
# JAVA_HOME selects the JDK.
set -euo pipefail

# shellcheck source=scripts/lib-measure.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib-measure.sh"
# shellcheck source=scripts/lib-bench.sh
. "$root/scripts/lib-bench.sh"

rounds=${1:-20}
check_runs "$rounds"
command -v unshare >/dev/null || die 'unshare (util-linux) is needed'

status_app=$root/target/quarkus-app
if [ ! -f "$status_app/quarkus-run.jar" ]; then
  progress 'building Status'
  "$root/mvnw" -B -q -f "$root/pom.xml" -DskipTests package >&2 || die 'Status does not build'
fi
build_bench "$root"

java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" "-Dstatus.packaged.jar=$status_app/quarkus-run.jar" -cp "$bench_classpath"
  dev.statusagent.bench.KillRounds)
cd "$root"
"${java[@]}" kill "$work/data" "$rounds"
mkdir "$work/small"
# shellcheck disable=SC2016 # expanded inside
unshare --mount --map-root-user bash -c 'mount -t tmpfs -o size=16m tmpfs "$1" && shift && exec "$@"' bash \
  "$work/small" "${java[@]}" full "$work/small/data"
