#!/bin/sh
# Makes the secrets that nobody has to choose, where the vault does not have them. A key that is there is never replaced:
# with another keyed-hash key no repeated request would be recognised, and orders would be sent twice.
# Usage: sh infra/seed-secrets.sh VAULT
set -eu
umask 077

vault=$1
# A list that cannot be had is not an empty one.
present=$(az keyvault secret list --vault-name "$vault" --query '[].name' --output tsv)

seed() {
  if printf '%s\n' "$present" | grep -qx "$1"; then
    echo "$1 is there"
  else
    openssl rand -base64 32 | tr -d '\n' >"$file"
    az keyvault secret set --vault-name "$vault" --name "$1" --file "$file" --encoding utf-8 --output none
    echo "$1 has been made"
  fi
}

# By way of a file: what stands on a command line can be seen by everybody on the machine.
file=$(mktemp)
trap 'rm -f "$file"' EXIT
seed keyed-hash-key
seed metrics-api-key
