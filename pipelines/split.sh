#!/usr/bin/env bash
# Splits a stream into shards: ranges of the leading hex digits of `parent`, else `id`, each sorted by that, and by `part`, so
# that parts stand behind their document. Shards whose bytes are the same as before are left alone, so that nothing is made from them again.
# usage: split.sh STREAM FOLDER COUNT
set -eu -o pipefail
export LC_ALL=C
stream=$1 folder=$2 count=$3
[[ $count =~ ^[1-9][0-9]{0,3}$ ]] || { printf 'split: SHARDS=%s: a number from 1 to 9999\n' "$count" >&2; exit 2; }
mkdir -p "$folder"
work=$(mktemp -d "$folder/split.XXXXXX")
trap 'rm -rf "$work"' EXIT

# History of fetching changes every night; it must not change a shard.
awk -v count="$count" -v folder="$work" '
	BEGIN { FS = OFS = "\t"; hex = "0123456789abcdef"
		history["first_seen"]; history["last_seen"]; history["refresh"]; history["withdrawn"] }
	NR == 1 {
		for (i = 1; i <= NF; i++) {
			if ($i == "id") id = i
			if ($i == "parent") parent = i
			if ($i == "part") part = i
			if (!($i in history)) kept[++n] = i
		}
		if (!id) { print FILENAME ":1: no column \"id\"" > "/dev/stderr"; failed = 1; exit 2 }
	}
	{
		line = $kept[1]
		for (i = 2; i <= n; i++) line = line OFS $kept[i]
	}
	NR == 1 { print line > (folder "/header"); next }
	{
		key = parent && $parent != "" ? $parent : $id
		place = 0
		for (i = 1; i <= 4; i++) {
			digit = index(hex, substr(key, i, 1))
			if (!digit || length(key) < 4) {
				print FILENAME ":" NR ": id \"" key "\" does not begin with four hexadecimal digits" > "/dev/stderr"
				exit 2
			}
			place = place * 16 + digit - 1
		}
		print key, (key == $id ? "0" : part ? $part + 1 : 1), $id, line > sprintf("%s/%04d", folder, int(place * count / 65536))
	}' "$stream"

for ((i = 0; i < count; i++)); do
	shard=$(printf '%04d' "$i")
	{
		cat "$work/header"
		[ ! -e "$work/$shard" ] || sort -t $'\t' -k1,1 -k2,2n -k3,3 "$work/$shard" | cut -f 4-
	} >"$work/new"
	cmp -s "$work/new" "$folder/$shard.fetched.tsv" || mv "$work/new" "$folder/$shard.fetched.tsv"
done
