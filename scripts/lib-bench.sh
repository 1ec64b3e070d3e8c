# shellcheck shell=bash
# Sourced by bench-*.sh and kill-rounds.sh: compiles the application, its tests for what they share, and src/bench/java.

# Sets bench_classpath.
build_bench() {
  local root=$1 out=$1/target/bench
  mkdir -p "$out"
  "$root/mvnw" -q -B -f "$root/pom.xml" test-compile >&2
  "$root/mvnw" -q -B -f "$root/pom.xml" -Pbench dependency:build-classpath -DincludeScope=test \
    -Dmdep.outputFile="$out/classpath" >&2
  bench_classpath=$out/classes:$root/target/classes:$root/target/test-classes:$(<"$out/classpath")
  rm -rf "$out/classes"
  mkdir "$out/classes"
  find "$root/src/bench/java" -name '*.java' >"$out/sources"
  "${JAVA_HOME:+$JAVA_HOME/bin/}javac" -d "$out/classes" -cp "$bench_classpath" --release 17 \
    -processor org.openjdk.jmh.generators.BenchmarkProcessor "@$out/sources"
}
