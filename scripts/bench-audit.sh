#!/usr/bin/env bash
# Measures the files of the audit log, without HTTP in the way: events a second that one thread writes and verifies, the same
# with a flush of the disk after each, and how many events a second 1, 8 and 64 callers get through when each waits until its
# event is in the file, which the disk flushes once a second, with the time that one takes. All on the same processors.
#
#   scripts/bench-audit.sh [DIRECTORY]      where the data is put; target/ if not given. It should be a real disk
#
# JAVA_HOME selects the JDK.
set -euo pipefail

# shellcheck source=scripts/lib-measure.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib-measure.sh"
# shellcheck source=scripts/lib-bench.sh
. "$root/scripts/lib-bench.sh"

build_bench "$root"
data=$(mktemp -d "${1:-$root/target}/bench-audit.XXXXXX")
trap 'finish; rm -rf "$data"' EXIT
[ "$(stat -f -c %T "$data")" != tmpfs ] || progress "$data is in memory: the figures say nothing of a disk"
printf 'JDK %s, %s processors, %s\n' "$(java_version)" "$(nproc)" "$(stat -f -c %T "$data")"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -XX:TieredStopAtLevel=1 -cp "$bench_classpath" dev.statusagent.audit.AuditRates "$data"
