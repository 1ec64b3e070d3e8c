# Rotates the agent token once a minute, so that there is something to watch.
set -eu
export VAULT_ADDR=http://vault:8200
trap 'exit 0' TERM INT
while :; do
  sleep 60 &
  wait $!
  VAULT_TOKEN=$(cat /secrets/rotate/vault-token)
  export VAULT_TOKEN
  vault token renew >/dev/null || true
  head -c 48 /dev/urandom | base64 | tr -d '\n' | vault kv put -mount=status_panel compose/token token=- || true
done
