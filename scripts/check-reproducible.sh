#!/usr/bin/env bash
# Builds the release archive of the commit that is checked out twice, each time from a new clone: in another directory, time zone,
# language and umask. Ends with another exit code than 0 if the two are not the same bytes, and says which files differ.
#
#   scripts/check-reproducible.sh [ARCHIVE]      with an archive that is built already, it builds only once and compares with that
#
# Takes some two minutes a build. Nothing that is not committed takes part.
set -euo pipefail
unset CDPATH

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
first=${1:+$(realpath "$1")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build NAME: clones to $work/NAME and prints the archive's path.
build() {
  git clone -q "$root" "$work/$1"
  (cd "$work/$1" && ./mvnw -B -q -DskipTests package >&2)
  printf '%s' "$work/$1"/target/status-agent-*.tar.gz
}

[ -z "$first" ] || [ -r "$first" ] || die "cannot read $1"
[ -n "$first" ] || first=$(build one)
second=$(umask 077 && TZ=Asia/Kathmandu LC_ALL=C build 'another place')

sha256sum "$first" "$second" | sed "s|$work/||; s|$root/||"
cmp -s "$first" "$second" && exit 0

mkdir "$work/a" "$work/b"
tar -xzf "$first" -C "$work/a" && tar -xzf "$second" -C "$work/b"
diff -rq "$work/a" "$work/b" >&2 || true
die 'the two builds differ'
