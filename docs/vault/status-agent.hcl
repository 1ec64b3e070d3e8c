# What an agent needs, besides Vault's own policy "default". One policy for each deployment: web-1 is its DEPLOYMENT_HASH.
#   vault policy write status-agent status-agent.hcl
path "status_panel/data/web-1/token" {
  capabilities = ["read"]
}
