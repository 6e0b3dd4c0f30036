#!/bin/sh
# usage: generate.sh OUTDIR   (SCALE=20 makes a twentieth; 1 is the whole set)
# Writes OUTDIR/web/HOST/PATH, OUTDIR/sources.tsv and OUTDIR/truth.tsv. Equal SCALE gives equal bytes.
# awk composes one UTF-8 stream per charset, with a marker line before each page; iconv converts
# a stream whole; awk splits it at the markers.
set -eu
export LC_ALL=C
here=$(dirname "$0")
out=${1:?usage: generate.sh OUTDIR}
scale=${SCALE:-1}
case $scale in '' | 0 | *[!0-9]*) echo "generate.sh: SCALE is \"$scale\"; it must be a whole number from 1" >&2; exit 2 ;; esac

mkdir -p "$out"
work=$out/streams.tmp
rm -rf "$out/web" "$work" "$out/sources.tsv" "$out/truth.tsv"
mkdir "$work"
awk -v scale="$scale" -v here="$here" -v out="$work" \
	-f "$here/chance.awk" -f "$here/texts.awk" -f "$here/pages.awk" -f "$here/generate.awk"

sed "s|^|$out/web/|" "$work/folders" | sort -u | tr '\n' '\0' | xargs -0 mkdir -p
for stream in "$work"/*.stream; do
	charset=${stream##*/}
	charset=${charset%.stream}
	iconv -f UTF-8 -t "$charset" "$stream" >"$stream.converted"
	awk -v web="$out/web/" '
		/^\001/ { if (file) close(file); file = web substr($0, 2); printf "" > file; next }
		{ print > file }' "$stream.converted"
done
mv "$work/sources.tsv" "$work/truth.tsv" "$out"
rm -r "$work"
