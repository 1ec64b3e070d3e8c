# Makes the secrets of docker/compose.yaml, each where only its user can read it. What is there stays. No password has a default.
set -eu
umask 077

# make FILE OWNER [TEXT]: writes the text, or 32 random bytes, unless the file is there.
make() {
  [ -s "$1" ] || {
    if [ $# -gt 2 ]; then printf '%s\n' "$3"; else head -c 32 /dev/urandom | base64 | tr -d '=\n' | tr '+/' '-_'; fi >"$1.new"
    chown "$2" "$1.new"
    mv "$1.new" "$1"
  }
}

make /secrets/vault/root-token 100:1000
make /secrets/grafana/password 472:0
make /secrets/status/panel-password 10001:10001
make /secrets/valkey/password 999:1000
password=$(cat /secrets/valkey/password)
# What docs/replicas.md gives the agent; nobody else may do anything.
make /secrets/valkey/users.acl 999:1000 "user default off
user status on resetchannels ~status:* &status:* +@read +@write +@connection +@pubsub +select +eval +evalsha +time -@dangerous +info >$password"
make /secrets/status/redis-url 10001:10001 "redis://status:$password@valkey:6379/0"
chown 100:1000 /secrets/vault /secrets/rotate
chown 472:0 /secrets/grafana
chown 10001:10001 /secrets/status
chown 999:1000 /secrets/valkey
chmod 0700 /secrets/*
