#!/usr/bin/env bash
# Measures, with JMH, what it takes to verify and to make the signature of a request with a body of 1 KiB.
#
#   scripts/bench-signature.sh [JMH OPTION…]
#
# JAVA_HOME selects the JDK.
set -euo pipefail
unset CDPATH

cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/lib-bench.sh
. scripts/lib-bench.sh

build_bench "$PWD"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$bench_classpath" org.openjdk.jmh.Main "$@"
