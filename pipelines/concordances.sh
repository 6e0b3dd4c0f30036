#!/usr/bin/env bash
# Writes a concordance for each level and province: FOLDER/LEVEL-CODE.txt, every hit of the tags with its neighbours, sorted by
# what stands behind it. All documents of the place that were read are in it, whatever their genre, each copy too.
# usage: concordances.sh RULES COLUMNS TAGS FOLDER STREAM ...      (attributed streams, with their texts)
set -eu -o pipefail
export LC_ALL=C
rules=$1 columns=$2 tags=$3 folder=$4
shift 4
work=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/streams" "$work/concordances"

# Places become file names: only what can be one is taken.
awk -v folder="$work/streams" '
	BEGIN { FS = "\t" }
	FNR == 1 { if (NR > 1) next
		for (i = 1; i <= NF; i++) { if ($i == "level") level = i; if ($i == "province") province = i }
		if (!level || !province) { print FILENAME ":1: no column \"level\" or \"province\"" > "/dev/stderr"; failed = 1; exit 2 }
		header = $0; next }
	$level ~ /^(national|province|city|county|township)$/ && $province ~ /^([0-9][0-9][0-9][0-9][0-9][0-9])?$/ {
		file = folder "/" $level ($province == "" ? "" : "-" $province)
		if (!(file in begun)) { print header > file; begun[file] = 1 }
		print >> file }
	END { exit failed ? 2 : 0 }' "$@"
for stream in "$work"/streams/*; do
	[ -e "$stream" ] || continue
	docclassify --rules "$rules" --kwic "$columns" --kwic-sort right --kwic-tag "$tags" "$stream" >"$work/concordances/${stream##*/}.txt"
done
rm -rf "$folder"
mv "$work/concordances" "$folder"
