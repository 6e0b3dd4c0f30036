#!/usr/bin/env bash
# Draws a table as SVG; nothing is written where there is nothing to draw, or no gnuplot.
# usage: draw.sh SCRIPT.gp TABLE.tsv [TABLE.tsv ...]     a row of the first table counts if its column `population` is above 0
set -eu -o pipefail
drawable=$(awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "population") c = i } NR > 1 && (!c || $c > 0) { n++ } END { print n + 0 }' "$2")
if [ "$drawable" -gt 0 ] && command -v gnuplot >/dev/null; then gnuplot -d -c "$@"; fi
