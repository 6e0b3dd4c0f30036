#!/usr/bin/env bash
# Has docextract read the sample's pages again and again, and prints the most memory that it held after 10,000, 100,000 and PAGES
# (1,000,000) pages. usage: BIN=folder tests/soak-extract.sh [PAGES]      Status 1 when the last is a tenth above the first.
set -eu -o pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
pages=${1:-1000000}
work=$(mktemp -d "${TMPDIR:-/tmp}/shidian-soak.XXXXXX")
trap 'rm -rf "$work"' EXIT
"$here/../samples/mic2025/generate.sh" "$work/sample" >/dev/null
"$BIN/docfetch" --store "$work/store" --file-root "$work/sample/web" "$work/sample/sources.tsv" >"$work/fetched.tsv"

rows() { # COUNT: so many of the rows, over and over, each sort of page among the first ten thousand
	awk -v count="$1" 'NR == 1 { print; next } { row[n++] = $0 } END { for (i = 0; i < count; i++) print row[i % n] }' "$work/fetched.tsv"
}
for count in 10000 100000 "$pages"; do
	rows "$count" >"$work/rows.tsv"
	/usr/bin/time -f '%M %U' -o "$work/time" "$BIN/docextract" --store "$work/store" "$work/rows.tsv" | wc -l >"$work/lines"
	[ "$(cat "$work/lines")" -eq $((count + 1)) ]
	awk -v pages="$count" '{ printf "%8d pages: at most %6.1f MB, %.1f s\n", pages, $1 / 1024, $2; print $1 > "/dev/stderr" }' "$work/time" 2>>"$work/peaks"
done
awk '{ p[NR] = $1 } END { exit p[3] > p[1] * 1.1 }' "$work/peaks"
