# Makes of a new Vault what VAULT_INTEGRATION.md describes: the engine, a policy for the agent and one for what rotates its token, a
# first token, and a Vault token for each of the two. Vault's dev mode forgets all of it when it ends.
set -eu
umask 077
export VAULT_ADDR=http://vault:8200
VAULT_TOKEN=$(cat /secrets/vault/root-token)
export VAULT_TOKEN

vault secrets list | grep -q '^status_panel/' || vault secrets enable -path=status_panel -version=2 kv
for policy in status-agent status-rotator; do
  sed 's,/web-1/,/compose/,' "/policies/$policy.hcl" | vault policy write "$policy" -
done
head -c 48 /dev/urandom | base64 | tr -d '\n' | vault kv put -mount=status_panel compose/token token=- >/dev/null

# hand_over POLICY FILE OWNER: a Vault token that can be renewed for ever.
hand_over() {
  vault token create -policy="$1" -period=24h -orphan -field=token >"$2.new"
  chown "$3" "$2.new"
  mv "$2.new" "$2"
}
hand_over status-agent /secrets/status/vault-token 10001:10001
hand_over status-rotator /secrets/rotate/vault-token 100:1000
