#!/usr/bin/env bash
# Proves the README's two commands as a newcomer would run them: a minimal Debian 12 in a temporary folder, a clean clone
# inside, the commands in the chroot, the folder removed after. Needs root and debootstrap; takes packages from where
# this machine's own apt takes them.
# usage: tests/fresh.sh [FOLDER]    (FOLDER: where the temporary system goes; 2 GB)
set -eu -o pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")/.." && pwd)
[ "$(id -u)" -eq 0 ] || { echo 'fresh: needs root, for debootstrap and chroot' >&2; exit 2; }
command -v debootstrap >/dev/null || { echo 'fresh: needs debootstrap: make deps-full' >&2; exit 2; }

root=$(mktemp -d "${1:-${TMPDIR:-/tmp}}/shidian-fresh.XXXXXX")
leave() {
	mountpoint -q "$root/dev/pts" && umount "$root/dev/pts"
	mountpoint -q "$root/proc" && umount "$root/proc"
	rm -rf --one-file-system "$root"
}
trap leave EXIT
chmod 755 "$root" # apt fetches as a user of its own

# What apt knows of Debian's own archives: address, suite.
# shellcheck disable=SC2016 # the format is apt's
archives=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
	awk '$1 == "Debian" && $3 ~ /^bookworm/ && $4 == "main" { print $2, $3 }' | sort -u)
mirror=$(awk '$2 == "bookworm" { print $1; exit }' <<<"$archives")
[ -n "$mirror" ] || { echo 'fresh: apt knows no archive of Debian 12' >&2; exit 2; }

printf 'fresh: a minimal Debian 12 in %s\n' "$root"
debootstrap --variant=minbase bookworm "$root" "$mirror" >"$root.log" 2>&1 || { cat "$root.log"; exit 2; }
rm -f "$root.log"
awk '{ print "deb", $1, $2, "main" }' <<<"$archives" >"$root/etc/apt/sources.list"
cp /etc/resolv.conf "$root/etc/resolv.conf"
mount -t proc proc "$root/proc"
mount -t devpts -o ptmxmode=666 devpts "$root/dev/pts"
inside() { chroot "$root" env -i HOME=/root TERM=dumb PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -eu -o pipefail -c "$1"; }

inside 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends make git >/dev/null 2>&1'
git clone -q --no-hardlinks "$here" "$root/root/shidian"
printf 'fresh: make deps report\n'
from=$SECONDS
inside 'cd /root/shidian && make deps report'
printf 'fresh: make deps check (%d s later)\n' $((SECONDS - from))
inside 'cd /root/shidian && make deps check'
inside 'cd /root/shidian && git status --porcelain' | { ! grep . || { echo 'fresh: the commands left files that git sees' >&2; exit 1; }; }
printf 'fresh: both commands succeeded, %d s in all\n' $((SECONDS - from))
