#!/usr/bin/env bash
# Measures sketches and docdedup: what a sketch costs, how far its estimates are from the truth, and a million rows.
# usage: BIN=folder BENCH=folder tests/bench-dedup.sh [DOCUMENTS.tsv ...]
# The documents (columns id and text) are for the error of the estimates; without them texts are made, related in many degrees.
set -eu -o pipefail
export LC_ALL=C
work=$(mktemp -d "${TMPDIR:-/tmp}/shidian-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
printf 'machine: %s, %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(uname -sr)"

printf '\nlikeness of all pairs: estimated from 256 bins of 4 bits, against the sets of shingles\n'
if [ $# -gt 0 ]; then
	"$BIN/docextract" "$@" | "$BENCH/overlap" 0.96
else
	"$BENCH/sketch" texts 600 | "$BENCH/overlap" 0.96
fi

printf '\nsketching 400 MB of text: user seconds of one core, least of five\n'
"$BENCH/sketch" speed

printf '\na million rows with a sketch, a tenth of them copies\n'
"$BENCH/sketch" rows 1000000 >"$work/rows.tsv"
for _ in 1 2 3; do
	"$BENCH/measure" "$work/families.tsv" "$BIN/docdedup" "$work/rows.tsv"
done | sort -n | awk 'NR == 1 { printf "docdedup: %.1f s (%.1f s of processor), %d MiB\n", $1, $2, $3 / 1024 }'
awk -F'\t' 'NR > 1 { n++; families += $1 "" == $NF "" } END { printf "%d rows, %d families\n", n, families }' "$work/families.tsv"
