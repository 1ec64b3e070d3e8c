#!/usr/bin/env bash
# Builds the release archive of the commit that is checked out twice, each time from a new clone: in another directory, time zone,
# language and umask, and with Maven's local repository on the other side of the sources in the order of paths. Ends with another exit
# code than 0 if the two are not the same bytes, and says which files differ.
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

# build NAME [OPTION…]: clones to $work/NAME, builds with Maven's options and prints the archive's path.
build() {
  local clone=$work/$1
  git clone -q "$root" "$clone"
  (cd "$clone" && ./mvnw -B -q -DskipTests "${@:2}" package >&2)
  printf '%s' "$clone"/target/status-agent-*.tar.gz
}

# Another name for Maven's local repository. The first build was before the repository or after it, in the order of paths; the second is on
# the other side.
repository=$HOME/.m2/repository built=${first:-$work}
mkdir -p "$repository"
[ "$(printf '%s\n' "$built" "$repository" | LC_ALL=C sort | head -n 1)" = "$built" ] && link=$work/a || link=$work/z
ln -s "$repository" "$link"

[ -z "$first" ] || [ -r "$first" ] || die "cannot read $1"
[ -n "$first" ] || first=$(build one)
second=$(umask 077 && TZ=Asia/Kathmandu LC_ALL=C build 'another place' "-Dmaven.repo.local=$link")

sha256sum "$first" "$second" | sed "s|$work/||; s|$root/||"
cmp -s "$first" "$second" && exit 0

mkdir "$work/a" "$work/b"
tar -xzf "$first" -C "$work/a" && tar -xzf "$second" -C "$work/b"
diff -rq "$work/a" "$work/b" >&2 || true
die 'the two builds differ'
