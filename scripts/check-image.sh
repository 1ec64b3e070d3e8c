#!/usr/bin/env bash
# Builds the agent's image with a real Docker engine and runs it as a careful operator would: read-only root, no capability, a
# noexec /tmp, user 10001. It must get healthy by its own HEALTHCHECK, run a command, stay healthy over HTTPS, be unhealthy when it
# hangs, and stop in time. Behind the socket proxy of docker/ it must see containers and restart one, and nobody else may get more.
# Podman plays the overlay "single" of k8s/ with it, which must become ready (as root only).
# Prints the size, and start-up and memory with the AOT cache and without, by turns in one run.
# Ends with another exit code than 0 at the first thing that is not so.
#
#   scripts/check-image.sh [RUNS]      starts for each of the two figures; 3 if not given
#
# No registry is asked: the base is put together from programs of this machine and a JRE that jlink makes of the JDK 25 in
# STATUS_TEST_JDK25. The application is built by Maven outside. Needs root, or an engine that DOCKER_HOST names.
set -euo pipefail

# shellcheck source=scripts/lib-measure.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib-measure.sh"

runs=${1:-3}
check_runs "$runs"
for program in docker haproxy openssl podman catatonit kubectl python3; do
  command -v "$program" >/dev/null || die "$program is needed"
done
[ -x "${STATUS_TEST_JDK25:-}/bin/jlink" ] || die 'STATUS_TEST_JDK25 must be the home of a JDK 25'

readonly modules=java.se,jdk.charsets,jdk.crypto.cryptoki,jdk.jartool,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs
readonly base=status-base:local image=status-agent:local token=image-token-0123456789-0123456789
export DOCKER_BUILDKIT=0 # works with clients that come without BuildKit
engine='' proxy='' vault='' played=''

leave() {
  [ -z "$proxy" ] || kill "$proxy" 2>/dev/null || true
  [ -z "$played" ] || podman_here kube down "$work/pod/single.yaml" >/dev/null 2>&1 || true
  [ -z "$vault" ] || kill "$vault" 2>/dev/null || true
  docker ps -aq 2>/dev/null --filter "label=status-check=$$" | xargs -r docker rm -f >/dev/null 2>&1 || true
  if [ -n "$engine" ]; then
    kill "$engine" 2>/dev/null || true
    wait "$engine" 2>/dev/null || true
    umount "$work/exec/netns/default" 2>/dev/null || true
  fi
  finish
}
trap leave EXIT

# An engine of the script's own, unless one was named.
start_engine() {
  case ${DOCKER_HOST:-} in
    unix://*) return 0 ;;
    ?*) die "DOCKER_HOST=$DOCKER_HOST: only a unix socket will do here" ;;
  esac
  [ "$(id -u)" -eq 0 ] || die 'root, or an engine in DOCKER_HOST, is needed'
  export DOCKER_HOST=unix://$work/docker.sock
  dockerd --host="$DOCKER_HOST" --data-root="$work/engine" --exec-root="$work/exec" --pidfile="$work/docker.pid" \
    --bridge=none --iptables=false --ip-forward=false >"$work/dockerd.log" 2>&1 &
  engine=$!
  for _ in $(seq 100); do
    ! docker version >/dev/null 2>&1 || return 0
    kill -0 "$engine" 2>/dev/null || break
    sleep 0.2
  done
  tail -n 5 "$work/dockerd.log" >&2
  die 'the Docker engine does not start'
}

# A root file system with what docs/docker.md asks of a base image, and no more.
make_base() {
  local root=$work/base program file
  mkdir -p "$root"/{bin,usr/bin,tmp,etc,var/lib,proc,sys,dev,opt}
  chmod 1777 "$root/tmp"
  echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
  for program in bash sh env cat chmod chown cp date df dirname du echo gzip head ls mkdir mktemp readlink rm sed seq setsid \
    sleep tar timeout uname openssl; do
    file=$(readlink -f "$(type -P "$program")")
    cp "$file" "$root/usr/bin/$program"
    libraries "$file" "$root"
  done
  ln -s /usr/bin/bash "$root/bin/bash"
  ln -s /usr/bin/sh "$root/bin/sh"
  "$STATUS_TEST_JDK25/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --strip-debug \
    --output "$root/opt/java" 2>"$work/jlink.log" || { cat "$work/jlink.log" >&2; die 'jlink failed'; }
  for file in "$root"/opt/java/bin/java "$root"/opt/java/lib/*.so "$root"/opt/java/lib/server/*.so; do
    libraries "$file" "$root"
  done
  tar -C "$root" -c . | docker import --change 'ENV PATH=/opt/java/bin:/usr/bin:/bin LANG=C.UTF-8' - "$base" >/dev/null
}

# Copies what the program is linked to, where it is found here.
libraries() {
  local library
  ldd "$1" 2>/dev/null | grep -o '/[^ )]*' | while read -r library; do
    mkdir -p "$2$(dirname "$library")"
    cp -nL "$library" "$2$library" 2>/dev/null || true
  done
}

# The sources as git has them, so that the build here is neither used nor changed.
build_image() {
  local sources=$work/sources
  mkdir "$sources"
  git -C "$root" ls-files -z --cached --others --exclude-standard | (cd "$root" && tar --null -cT - 2>/dev/null) | tar -xC "$sources"
  "$sources/mvnw" -B -q -f "$sources/pom.xml" -DskipTests package -Dquarkus.package.jar.type=aot-jar >&2 ||
    die 'Status does not build'
  docker build -q -f "$sources/docker/Dockerfile" --build-arg BUILD_IMAGE="$base" \
    --build-arg BASE_IMAGE="$base" -t "$image" "$sources" >"$work/build.log" 2>&1 || {
    tail -n 30 "$work/build.log" >&2
    die 'the image does not build'
  }
}

# run_agent NAME OPTION…: starts a container as a careful operator would.
run_agent() {
  local name=$1
  shift
  docker run -d --name "$name" --label "status-check=$$" --network=host --read-only --tmpfs /tmp:noexec,size=32m \
    --cap-drop ALL --security-opt no-new-privileges --user 10001 --volume "$name-data:/var/lib/status" \
    --env AGENT_ID=image --env "AGENT_TOKEN=$token" --health-interval 1s "$@" "$image" serve >/dev/null
}

health() { docker inspect --format '{{.State.Health.Status}}' "$1"; }

expect_health() {
  local limit=$(($(now_ms) + start_limit_ms))
  until [ "$(health "$1")" = "$2" ]; do
    [ "$(now_ms)" -lt "$limit" ] || {
      docker logs "$1" 2>&1 | tail -n 20 >&2
      die "$1 is $(health "$1"), and not $2"
    }
    pause 0.2
  done
}

passed() { printf 'ok  %s\n' "$*"; }

# measured_start NAME OPTION…: records NAME.ms from docker run to the first answer, and NAME.mib, resident then.
measured_start() {
  local name=$1 port begin pid
  shift
  port=$(free_port)
  begin=$(now_ms)
  run_agent "$name" --env "STATUS_PANEL_PORT=$port" "$@"
  until answers_200 "$port" /q/health/live; do pause 0.02; done
  record "$name.ms" "$(($(now_ms) - begin))"
  pid=$(docker inspect --format '{{.State.Pid}}' "$name")
  record "$name.mib" "$(($(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status") / 1024))"
  docker rm -f "$name" >/dev/null
  docker volume rm "$name-data" >/dev/null
}

# The overlay "single" of k8s/, as far as Podman 4.3 plays it: it knows neither projected volumes nor fsGroup, which lets the agent read
# a Secret, and services have no names here. So these are changed and nothing else: the image's name, those three volumes, which are
# directories of this machine, the address of Vault, and the network, which is this machine's and maps no port. What Podman does not know at all (the
# Service, the Role, the NetworkPolicy, …) it leaves out by itself.
certificate() { # NAME HOST: in $work/pod, signed by itself
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj "/CN=$2" -addext "subjectAltName=DNS:$2" \
    -keyout "$work/pod/$1.key" -out "$work/pod/$1.crt" 2>/dev/null
}

podman_here() {
  CONTAINERS_CONF=$work/containers.conf podman --root="$work/podman" --runroot="$work/podman-run" --tmpdir="$work/podman-tmp" \
    --storage-driver=vfs --runtime=runc --cgroup-manager=cgroupfs --events-backend=file "$@"
}

play_single() {
  local jwt=stand-in.service.account limit vault_port
  vault_port=$(free_port)
  mkdir -p "$work"/pod/{tls,token,api}
  printf '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]\n' >"$work/containers.conf"
  certificate tls/tls localhost
  certificate vault localhost
  printf %s "$jwt" >"$work/pod/token/token"
  printf %s status >"$work/pod/api/namespace"
  chmod -R a+rX "$work/pod"
  chmod a+x "$work"
  cat >"$work/pod/kustomization.yaml" <<END
resources: [$(realpath --relative-to="$work/pod" "$root/k8s/overlays/single")]
images: [{name: status-agent, newName: localhost/status-agent, newTag: local}]
generatorOptions: {disableNameSuffixHash: true}
configMapGenerator: [{name: status-vault-ca, files: [ca.crt=vault.crt]}]
patches:
  - patch: |-
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: status}
      data: {VAULT_ADDRESS: "https://localhost:$vault_port"}
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: status}
      spec:
        template:
          spec:
            hostNetwork: true
            containers:
              - name: status
                ports: [{containerPort: 5000, \$patch: delete}]
            volumes:
              - {name: tls, secret: null, hostPath: {path: $work/pod/tls, type: Directory}}
              - {name: vault-token, projected: null, hostPath: {path: $work/pod/token, type: Directory}}
              - {name: api-access, projected: null, hostPath: {path: $work/pod/api, type: Directory}}
END
  kubectl kustomize "$work/pod" >"$work/pod/single.yaml" || die 'the overlay does not render'
  python3 "$root/scripts/vault-stand-in.py" "$vault_port" "$work/pod/vault.crt" "$work/pod/vault.key" "$jwt" "$token" 2>"$work/vault.log" &
  vault=$!
  docker save "$image" | podman_here load -q >"$work/load.log" 2>&1 || { cat "$work/load.log" >&2; die 'Podman does not take the image'; }
  played=1
  podman_here kube play "$work/pod/single.yaml" >"$work/play.log" 2>&1 || {
    cat "$work/play.log" >&2
    die 'podman kube play does not take the overlay'
  }
  limit=$(($(now_ms) + start_limit_ms))
  until [ "$(curl -sk -o /dev/null -w '%{http_code}' https://localhost:5000/q/health/ready)" = 200 ]; do
    [ "$(now_ms)" -lt "$limit" ] || {
      podman_here ps -a >&2
      podman_here logs status-pod-0-status 2>&1 | tail -n 20 >&2
      cat "$work/vault.log" >&2
      die 'the overlay single does not become ready'
    }
    pause 0.2
  done
  curl -sk https://localhost:5000/health | grep -q '"token_source":"vault"' || die 'its token does not come from Vault'
}

start_engine
progress 'putting a base image together'
make_base
progress 'building the application and the image'
build_image
passed "image built, $(docker image inspect --format '{{.Size}}' "$image" | awk '{printf "%d MB", $1 / 1e6}') with its base of $(docker image inspect --format '{{.Size}}' "$base" | awk '{printf "%d MB", $1 / 1e6}')"

port=$(free_port)
run_agent agent --env "STATUS_PANEL_PORT=$port"
expect_health agent healthy
passed 'healthy by its own HEALTHCHECK: read-only root, noexec /tmp, no capabilities, user 10001'

out=$(docker exec agent /opt/status/bin/status commands run --url "http://127.0.0.1:$port" 'uname -s') || die 'no command runs in it'
[ "$out" = Linux ] || die "a command printed $out"
passed 'a signed command runs in it, so that its native libraries do not come from /tmp'

docker pause agent >/dev/null
docker unpause agent >/dev/null
docker kill --signal STOP agent >/dev/null
expect_health agent unhealthy
docker kill --signal CONT agent >/dev/null
expect_health agent healthy
passed 'unhealthy while it hangs, and healthy again'

begin=$(now_ms)
docker stop --time 30 agent >/dev/null
code=$(docker inspect --format '{{.State.ExitCode}}' agent)
case $code in 0 | 143) ;; *) die "docker stop: exit code $code" ;; esac
passed "docker stop: exit code $code after $(($(now_ms) - begin)) ms"

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=localhost -keyout "$work/key.pem" \
  -out "$work/cert.pem" 2>/dev/null
chmod 0644 "$work"/*.pem
run_agent agent-tls --env "STATUS_PANEL_PORT=$(free_port)" --volume "$work/cert.pem:/tls/cert.pem:ro" \
  --volume "$work/key.pem:/tls/key.pem:ro" --env STATUS_TLS_CERT=/tls/cert.pem --env STATUS_TLS_KEY=/tls/key.pem
expect_health agent-tls healthy
docker rm -f agent-tls >/dev/null
passed 'healthy over HTTPS'

# Over plain TCP on loopback, as in docker/compose.agent.yaml, but with everything in one network.
proxy_port=$(free_port)
PROXY_BIND=127.0.0.1:$proxy_port DOCKER_SOCKET=${DOCKER_HOST#unix://} haproxy -db -f "$root/docker/docker-proxy.cfg" \
  >"$work/proxy.log" 2>&1 &
proxy=$!
port=$(free_port)
run_agent agent-proxied --env "STATUS_PANEL_PORT=$port" --env "DOCKER_HOST=tcp://127.0.0.1:$proxy_port"
docker run -d --name neighbour --label "status-check=$$" --network=none "$base" sleep 600 >/dev/null
expect_health agent-proxied healthy
on_agent() { docker exec agent-proxied /opt/status/bin/status "$@" --url "http://127.0.0.1:$port"; }
on_agent containers | grep -q '^neighbour .*running' || die 'the agent does not see its neighbour through the proxy'
begun=$(docker inspect --format '{{.State.StartedAt}}' neighbour)
on_agent restart neighbour >/dev/null || die 'the agent cannot restart its neighbour through the proxy'
[ "$(docker inspect --format '{{.State.StartedAt}}' neighbour)" != "$begun" ] || die 'the neighbour was not restarted'
id=$(docker inspect --format '{{.Id}}' neighbour)
while read -r method path; do
  code=$(curl -s -o /dev/null -w '%{http_code}' --path-as-is -X "$method" "http://127.0.0.1:$proxy_port$path")
  [ "$code" = 403 ] || die "the proxy answers $method $path with $code"
done <<END
POST /v1.41/containers/create
POST /v1.41/containers/$id/exec
POST /v1.41/containers/$id/kill
POST /v1.41/containers/$id/update
POST /v1.41/containers/$id/start/../../create
POST /v1.41/containers/neighbour/stop
POST /v1.41/build
DELETE /v1.41/containers/$id
PUT /v1.41/containers/$id/archive
GET /v1.41/containers/$id/archive?path=/etc/shadow
GET /v1.41/containers/$id/../../info
GET /v1.41/containers/%2e%2e/json/../../info
GET /v1.41/info
GET /v1.41/images/json
GET /v1.41/secrets
GET /info
END
docker rm -f agent-proxied >/dev/null
passed 'sees and restarts a neighbour through the socket proxy, which refuses 16 other calls'

if [ "$(id -u)" -eq 0 ]; then
  progress 'playing the overlay single with Podman'
  play_single
  podman_here kube down "$work/pod/single.yaml" >/dev/null 2>&1
  played=''
  passed 'podman kube play of k8s/overlays/single: ready, over HTTPS, with a token from a stand-in for Vault by Kubernetes login'
fi

for ((run = 1; run <= runs; run++)); do
  progress "start $run of $runs"
  measured_start with
  measured_start without --env JDK_JAVA_OPTIONS=-XX:AOTMode=off
done
printf '\n%s processors, min, median and max of %d starts each\n' "$(nproc)" "$runs"
printf '%-20s %20s %20s\n' '' 'to first answer, ms' 'resident, MiB'
for kind in with without; do
  printf '%-20s %20s %20s\n' "$kind AOT cache" "$(spread "$kind.ms")" "$(spread "$kind.mib")"
done
