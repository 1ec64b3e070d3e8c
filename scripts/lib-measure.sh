# shellcheck shell=bash
# Sourced by measure-start.sh, measure-extensions.sh and bench-requests.sh: builds the bare application, starts an
# application, takes the time from exec to its first 200, the processor time spent until then and its resident memory,
# stops it. Linux and bash 5 only: it reads /proc, EPOCHREALTIME and /dev/tcp, so that no process is started while the
# time runs.

unset CDPATH
export LC_ALL=C
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
launcher=$root/src/main/launcher/status
bare=$root/src/test/bare-app
work=$(mktemp -d)
app_pid=
ticks_per_second=$(getconf CLK_TCK)

readonly start_limit_ms=60000 stop_limit_ms=30000 settle_seconds=3 load_requests=5000

finish() {
  [ -z "$app_pid" ] || kill -KILL "$app_pid" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

progress() { printf '%s\n' "$*" >&2; }

[ -n "${EPOCHREALTIME:-}" ] || die 'bash 5 or newer is needed'
[ -r /proc/self/status ] || die '/proc is needed'
command -v curl >/dev/null || die 'curl is needed'

check_runs() {
  [[ $1 =~ ^[1-9][0-9]{0,2}$ ]] || die "the number of runs is a whole number from 1, not '$1'"
}

java_version() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p'
}

main_pom_property() {
  local value
  value=$(sed -n "s/.*<$1>\\(.*\\)<\\/$1>.*/\\1/p" "$root/pom.xml")
  [ -n "$value" ] || die "pom.xml sets no $1"
  printf '%s' "$value"
}

# build_bare VARIANT PROFILES: what lies there is kept if it is newer than the sources and both poms.
build_bare() {
  local target=$bare/target/$1 name newer
  local -a versions=()
  if [ -f "$target/quarkus-app/quarkus-run.jar" ]; then
    newer=$(find "$bare/pom.xml" "$bare/src" "$root/pom.xml" -newer "$target/quarkus-app/quarkus-run.jar" -print -quit)
    [ -n "$newer" ] || return 0
  fi
  for name in quarkus quarkus-vault compiler-plugin resources-plugin surefire jar-plugin; do
    versions+=("-D$name.version=$(main_pom_property "$name.version")")
  done
  progress "building the bare application: $1"
  rm -rf "$target"
  "$root/mvnw" -B -q -f "$bare/pom.xml" -DskipTests "${versions[@]}" "-Dvariant=$1" ${2:+"-P$2"} package >&2 ||
    die "the bare application does not build: $1"
}

now_ms() { printf '%s' "$((${EPOCHREALTIME/./} / 1000))"; }

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  printf '%s' "$port"
}

# A pause without a process of its own: nothing ever writes into this pipe.
mkfifo "$work/silent"
exec 9<>"$work/silent"
pause() { read -r -t "$1" -u 9 _ || true; }

answers_200() {
  local line=
  {
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
    read -r -t 5 -u 3 line || line=
    exec 3>&-
  } 2>/dev/null
  [[ $line == 'HTTP/1.1 200'* ]]
}

# Processor time of the application so far, user and system, all threads. The second field, the program's name in
# brackets, is the only one that can hold blanks.
cpu_ms() {
  local stat
  local -a field
  stat=$(<"/proc/$app_pid/stat")
  read -r -a field <<<"${stat##*) }"
  printf '%s' "$(((field[11] + field[12]) * 1000 / ticks_per_second))"
}

rss_kib() { sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$app_pid/status"; }

# NAME=VALUE each, for the application.
app_env=()

# Sets app_pid. The environment has nothing of the caller's that could steer the application.
start_app() {
  local app=$1 port=$2
  shift 2
  mkdir "$work/cwd"
  (
    for name in $(compgen -e); do
      case $name in
        STATUS_* | VAULT_* | AGENT_* | QUARKUS_* | JAVA_TOOL_OPTIONS | JDK_JAVA_OPTIONS) unset "$name" ;;
      esac
    done
    export STATUS_APP_DIR=$app AGENT_ID=measure QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$port "${app_env[@]}"
    cd "$work/cwd" || exit
    exec </dev/null >"$work/log" 2>&1 9>&-
    printf '%s' "${EPOCHREALTIME/./}" >"$work/started"
    exec "$launcher" "$@"
  ) &
  app_pid=$!
}

stop_app() {
  local code=0 limit
  limit=$(($(now_ms) + stop_limit_ms))
  kill -TERM "$app_pid"
  while [ -e "/proc/$app_pid/exe" ] && [ "$(now_ms)" -lt "$limit" ]; do pause 0.05; done
  [ ! -e "/proc/$app_pid/exe" ] || app_failed 'did not stop on SIGTERM'
  wait "$app_pid" || code=$?
  app_pid=
  [ "$code" -eq 0 ] || [ "$code" -eq 143 ] || app_failed "ended with exit code $code on SIGTERM"
  rm -rf "$work/cwd"
}

app_failed() {
  tail -n 40 "$work/log" >&2
  die "the application $1; the end of its log is above"
}

# measure_once NAME APP_DIR PATH [ARGUMENT…]: records NAME.time and NAME.cpu (ms), NAME.idle and NAME.load (KiB), and
# NAME.other, the number of requests under load that were not answered with 200.
measure_once() {
  local name=$1 app=$2 path=$3 port limit answered
  shift 3
  port=$(free_port)
  limit=$(($(now_ms) + start_limit_ms))
  start_app "$app" "$port" "$@"
  until answers_200 "$port" "$path"; do
    kill -0 "$app_pid" 2>/dev/null || app_failed 'ended before its first answer'
    [ "$(now_ms)" -lt "$limit" ] || app_failed "did not answer GET $path with 200"
    pause 0.005
  done
  answered=${EPOCHREALTIME/./}
  record "$name.cpu" "$(cpu_ms)"
  record "$name.time" "$(((answered - $(<"$work/started")) / 1000))"
  pause "$settle_seconds"
  record "$name.idle" "$(rss_kib)"
  record "$name.other" "$(curl -s -o /dev/null -w '%{http_code}\n' "http://127.0.0.1:$port$path?[1-$load_requests]" |
    awk '$1 != 200 { n++ } END { print n + 0 }')"
  record "$name.load" "$(rss_kib)"
  stop_app
}

# spread NAME: min, median and max of the samples recorded under NAME.
record() { printf '%s\n' "$2" >>"$work/$1"; }
spread() { sort -n "$work/$1" | awk '{ v[NR] = $1 } END { print v[1], v[int((NR + 1) / 2)], v[NR] }'; }
