#!/usr/bin/env bash
# Writes manifest.json for the release in a directory, and signs it: sign-release.sh DIRECTORY. The Ed25519 key, PEM, is in
# the variable RELEASE_KEY, and touches the disk only in memory. The signature is checked before anybody else has to.
set -euo pipefail
directory=${1:?the directory with status-agent-VERSION.tar.gz}
: "${RELEASE_KEY:?the release key, PEM}"

archives=("$directory"/status-agent-*.tar.gz)
[ ${#archives[@]} -eq 1 ] || { echo "one release was expected in $directory" >&2; exit 1; }
archive=${archives[0]}
version=$(basename "$archive" .tar.gz)
version=${version#status-agent-}
sha256=$(sha256sum "$archive")
printf '{"version":"%s","size":%d,"sha256":"%s","date":"%s"}\n' \
  "$version" "$(stat -c %s "$archive")" "${sha256%% *}" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$directory/manifest.json"

secret=$(mktemp -d -p /dev/shm)
trap 'rm -rf "$secret"' EXIT
(umask 077 && printf '%s\n' "$RELEASE_KEY" >"$secret/key")
openssl pkeyutl -sign -inkey "$secret/key" -rawin -in "$directory/manifest.json" -out "$secret/signature"
openssl pkey -in "$secret/key" -pubout -out "$secret/public"
openssl pkeyutl -verify -pubin -inkey "$secret/public" -rawin -in "$directory/manifest.json" -sigfile "$secret/signature"
base64 -w0 "$secret/signature" >"$directory/manifest.json.sig"
