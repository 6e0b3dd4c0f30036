#!/usr/bin/env bash
# Draws a table as SVG; nothing is written where there is nothing to draw, or no gnuplot.
# usage: draw.sh SCRIPT.gp TABLE.tsv [TABLE.tsv ...]     a row of the first table counts if it has documents, a level that is drawn, and a year
set -eu -o pipefail
drawable=$(awk -F '\t' '
	NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
	"population" in c && $c["population"] + 0 == 0 { next }
	"level" in c && $c["level"] !~ /^(national|province|city)$/ { next }
	"year" in c && $c["year"] !~ /^[0-9]+$/ { next }
	{ n++ }
	END { print n + 0 }' "$2")
if [ "$drawable" -gt 0 ] && command -v gnuplot >/dev/null; then gnuplot -d -c "$@"; fi
