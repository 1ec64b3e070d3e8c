#!/usr/bin/env bash
# Feeds what strangers may send to the parsers behind it, guided by coverage, from the seeds of the fuzz tests on. Ends with
# an exit code other than 0 at the first input that fails; kept among the seeds, the tests replay it from then on.
#
#   scripts/fuzz.sh [SECONDS]      SECONDS for each target, 60 if not given
#
# JAVA_HOME selects the JDK.
set -euo pipefail
unset CDPATH

cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-60}
[[ $seconds =~ ^[1-9][0-9]{0,4}$ ]] || {
  printf '%s: SECONDS is a whole number from 1, not %s\n' "${0##*/}" "'$seconds'" >&2
  exit 1
}
targets=(dev.statusagent.security.signature.SignatureHeadersFuzzTest dev.statusagent.security.RotateBodyFuzzTest)
work=$PWD/target/fuzz

./mvnw -q -B test-compile
mkdir -p "$work"
./mvnw -q -B -Pfuzz dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$work/classpath"

for target in "${targets[@]}"; do
  seeds=src/test/resources/${target//.//}Inputs
  out=$work/${target##*.}
  mkdir -p "$out/corpus" "$out/findings"
  printf '== %s, %s s\n' "$target" "$seconds"
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g -cp "target/test-classes:target/classes:$(<"$work/classpath")" \
    com.code_intelligence.jazzer.Jazzer "--target_class=$target" "--reproducer_path=$out" \
    '--instrumentation_includes=dev.statusagent.**:org.greenbytes.**:com.fasterxml.jackson.**' \
    "-max_total_time=$seconds" -max_len=16384 -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
    "-artifact_prefix=$out/findings/" "$out/corpus" "$seeds" || {
    printf '== %s fails for the newest file in %s; its place among the seeds is %s\n' "$target" "$out/findings" "$seeds" >&2
    exit 1
  }
done
