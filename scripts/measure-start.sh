#!/usr/bin/env bash
# Measures Status against a bare Quarkus REST application on the same JVM with the same flags: time from exec to the
# first 200, processor time spent until then, resident memory 3 s later, resident memory after 5,000 requests one after
# the other. On a machine that does other work meanwhile, the processor time is the steadier of the two times.
#
#   scripts/measure-start.sh [RUNS]      RUNS alternating starts of each, 5 if not given
#
# JAVA_HOME selects the JDK. Status runs with an AGENT_ID and no source of a token.
set -euo pipefail

# shellcheck source=scripts/lib-measure.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib-measure.sh"

runs=${1:-5}
check_runs "$runs"

status_app=$root/target/quarkus-app
if [ ! -f "$status_app/quarkus-run.jar" ]; then
  progress 'building Status'
  "$root/mvnw" -B -q -f "$root/pom.xml" -DskipTests package >&2 || die 'Status does not build'
fi
build_bare bare ''

for ((run = 1; run <= runs; run++)); do
  progress "run $run of $runs"
  measure_once bare "$bare/target/bare/quarkus-app" /hello
  measure_once status "$status_app" /health serve
done

# row LABEL MEASURE DIVISOR
row() {
  printf '%s %s\n' "$(spread "bare.$2")" "$(spread "status.$2")" | awk -v label="$1" -v divisor="$3" '{
    printf "%-28s", label
    for (i = 1; i <= 6; i++) printf "%s%7.1f", (i == 4 ? "   " : " "), $i / divisor
    printf "   %5.2f\n", $5 / $2
  }'
}

printf 'JDK %s, %s starts of each, alternating\n\n' "$(java_version)" "$runs"
printf '%-28s %23s   %23s   %s\n' '' 'bare REST application' 'Status' 'ratio'
printf '%-28s %7s %7s %7s   %7s %7s %7s   %s\n' '' min median max min median max 'of medians'
row 'exec to first 200, ms' time 1
row 'processor time for that, ms' cpu 1
row "resident after $settle_seconds s, MiB" idle 1024
row "after $load_requests requests, MiB" load 1024

for name in bare status; do
  other=$(awk '{ n += $1 } END { print n }' "$work/$name.other")
  [ "$other" -eq 0 ] || printf '\n%s: %s of the requests under load were not answered with 200\n' "$name" "$other"
done
