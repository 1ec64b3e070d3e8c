#!/usr/bin/env bash
# Measures what each extension costs: the bare REST application, then the same with one extension more per row, started
# with Status' JVM flags. The extensions are the profiles of src/test/bare-app/pom.xml.
#
#   scripts/measure-extensions.sh [RUNS]      RUNS starts of each variant, in rounds, 5 if not given
#
# JAVA_HOME selects the JDK.
set -euo pipefail

# shellcheck source=scripts/lib-measure.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib-measure.sh"

runs=${1:-5}
check_runs "$runs"

extensions=(
  rest-jackson security scheduler smallrye-health smallrye-openapi micrometer-registry-prometheus websockets-next
  logging-json qute vault kubernetes-client opentelemetry redis-client
)
variants=(bare)
profiles=
build_bare bare ''
for extension in "${extensions[@]}"; do
  profiles=${profiles:+$profiles,}$extension
  variants+=("with-$extension")
  build_bare "with-$extension" "$profiles"
done

for ((run = 1; run <= runs; run++)); do
  progress "round $run of $runs"
  for variant in "${variants[@]}"; do
    measure_once "$variant" "$bare/target/$variant/quarkus-app" /hello
  done
done

printf 'JDK %s, medians of %s starts, each row with all extensions above it\n\n' "$(java_version)" "$runs"
printf '| %-39s | %-12s | %-14s | %-10s | %-28s |\n' extension 'first answer' 'processor time' resident \
  'difference to the row before'
printf '|---|---:|---:|---:|---|\n'
for variant in "${variants[@]}"; do
  label=quarkus-rest
  [ "$variant" = bare ] || label=+quarkus-${variant#with-}
  printf '%s %s %s %s\n' "$label" "$(spread "$variant.time")" "$(spread "$variant.cpu")" "$(spread "$variant.idle")"
done | awk '{
  change = NR > 1 ? sprintf("%+d ms, %+d ms, %+.1f MiB", $3 - time, $6 - cpu, ($9 - rss) / 1024) : ""
  printf "| %-39s | %9d ms | %11d ms | %6.1f MiB | %-28s |\n", $1, $3, $6, $9 / 1024, change
  time = $3
  cpu = $6
  rss = $9
}'
