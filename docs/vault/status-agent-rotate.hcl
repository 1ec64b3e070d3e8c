# The same for an agent that rotates its token on request (AGENT_SCOPES names auth:rotate).
#   vault policy write status-agent status-agent-rotate.hcl
path "status_panel/data/web-1/token" {
  capabilities = ["read", "create", "update"]
}
