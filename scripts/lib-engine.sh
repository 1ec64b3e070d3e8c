# shellcheck shell=bash
# Sourced after lib-measure.sh by the scripts that measure the agent beside containers: starts a Docker engine of the script's
# own, with one image of BusyBox, as the tests do. It shares nothing with an engine that the machine may have, and needs root,
# docker.io, docker-cli and busybox-static.

for program in docker dockerd busybox tar; do
  command -v "$program" >/dev/null || die "$program is needed"
done
[ "$(id -u)" -eq 0 ] || die 'a Docker engine needs root'

readonly engine_dir=$work/engine image=probe:1
readonly engine_host=unix://$engine_dir/docker.sock
engine_pid=

engine() { docker --host "$engine_host" "$@"; }

start_engine() {
  local limit
  mkdir -p "$engine_dir/root/bin"
  dockerd --host="$engine_host" --data-root="$engine_dir/data" --exec-root="$engine_dir/run" --pidfile="$engine_dir/pid" \
    --storage-driver=vfs --bridge=none --iptables=false --ip-forward=false --shutdown-timeout=1 \
    >"$engine_dir/log" 2>&1 9>&- &
  engine_pid=$!
  limit=$(($(now_ms) + start_limit_ms))
  until engine version >/dev/null 2>&1; do
    kill -0 "$engine_pid" 2>/dev/null || die "dockerd ended: $(tail -n 5 "$engine_dir/log")"
    [ "$(now_ms)" -lt "$limit" ] || die 'dockerd does not answer'
    pause 0.2
  done
  cp "$(command -v busybox)" "$engine_dir/root/bin/busybox"
  for applet in sh sleep seq awk true; do
    ln -s busybox "$engine_dir/root/bin/$applet"
  done
  tar -C "$engine_dir/root" -c . | engine import - "$image" >/dev/null
}

# run_container NAME SCRIPT
run_container() { engine run -d --name "$1" --network=none "$image" sh -c "$2" >/dev/null; }

stop_engine() {
  [ -n "$engine_pid" ] || return 0
  engine ps -aq 2>/dev/null | xargs -r docker --host "$engine_host" rm -f >/dev/null 2>&1 || true
  kill -TERM "$engine_pid" 2>/dev/null || true
  wait "$engine_pid" 2>/dev/null || true
  engine_pid=
}
trap 'stop_engine; finish' EXIT
