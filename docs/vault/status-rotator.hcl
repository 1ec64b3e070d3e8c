# For what rotates the token in Vault: it writes and need not read.
#   vault policy write status-rotator status-rotator.hcl
path "status_panel/data/web-1/token" {
  capabilities = ["create", "update"]
}
