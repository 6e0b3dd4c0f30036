#!/usr/bin/env bash
# Measures docextract beside libxml2 alone, which only makes a tree of each page and writes its text: same pages,
# one core, medians of five processor times.
# usage: BIN=folder BENCH=folder tests/bench-pages.sh
# The pages are the gold set's, and those of the article extraction benchmark where $ARTICLES holds a clone (see bench-extract.sh). docextract
# also unpacks them from its store, finds their charset, their fields and their text, and starts its tables and its sandbox.
set -eu -o pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
ARTICLES=${ARTICLES:-$here/../../shared/data/bench-scrapinghub}
PAGES=${PAGES:-$here/../../shared/data/pages}
work=$(mktemp -d "${TMPDIR:-/tmp}/shidian-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
times=20 # each page is read so often, so that starting counts little

median() { # COMMAND: the median of five processor times in seconds, one core
	local TIMEFORMAT='%U %S'
	for _ in 1 2 3 4 5; do
		{ time taskset -c 0 bash -c "$1" >/dev/null 2>&1; } 2>&1
	done | awk '{ print $1 + $2 }' | sort -n | sed -n 3p
}
measure() { # LABEL FOLDER
	(cd "$2" && printf 'url\n' && printf 'file:///%s\n' *.html) >"$work/sources.tsv"
	rm -rf "$work/store"
	"$BIN/docfetch" --store "$work/store" --file-root "$2" "$work/sources.tsv" >"$work/fetched.tsv"
	awk -v times="$times" 'NR == 1 { print; next } { row[NR] = $0 } END { for (t = 0; t < times; t++) for (i = 2; i <= NR; i++) print row[i] }' \
		"$work/fetched.tsv" >"$work/rows.tsv"
	local pages dom ours
	pages=$(($(wc -l <"$work/rows.tsv") - 1))
	dom=$(median "for i in \$(seq $times); do $BENCH/dom $2/*.html; done")
	ours=$(median "$BIN/docextract --store $work/store $work/rows.tsv")
	awk -v label="$1" -v pages="$pages" -v dom="$dom" -v ours="$ours" 'BEGIN {
		printf "%-20s libxml2 alone %7.0f pages/s   docextract %7.0f pages/s   ratio %.2f\n", label, pages / dom, pages / ours, dom / ours }'
}

printf '\npages: docextract beside a bare tree with text output\n'
mkdir "$work/gold" "$work/gold/web" "$work/articles"
awk -v out="$work/gold" -f "$here/gold/texts.awk" -f "$here/gold/pages.awk"
while read -r page; do
	iconv -f UTF-8 -t GB18030 "$work/gold/web/$page" >"$work/page"
	mv "$work/page" "$work/gold/web/$page"
done <"$work/gold/gb"
measure 'government pages' "$work/gold/web"
if [ -d "$ARTICLES" ]; then
	for page in "$ARTICLES"/html/*.gz; do gzip -dc "$page" >"$work/articles/$(basename "$page" .gz)"; done
	times=4
	measure 'articles' "$work/articles"
fi

printf '\nparsers alone, beside gumbo: what of its text they lost or have too much of, and how many of its lines they have\n'
for set in gold/web articles; do
	ls "$work/$set"/*.html >/dev/null 2>&1 || continue
	printf '%s\n' "$set"
	"$BENCH/trees" "$work/$set"/*.html
done
if [ -d "$PAGES" ]; then
	printf 'real pages\n'
	"$BENCH/trees" "$PAGES"/*.html
fi

printf '\nhostile pages, a twentieth of full size: of how many each lost text that gumbo shows\n'
mkdir "$work/hostile"
awk -v out="$work/hostile" -v scale=20 -f "$here/hostile/pages.awk"
for page in "$work/hostile"/*.html; do "$BENCH/trees" -v "$page"; done |
	awk -F'\t' '/\t/ && $3 !~ /lost 0$/ { lost[$2]++ } /^gumbo / { pages++ }
		END { printf "%d pages: libxml2 %d, lib/html %d\n", pages, lost["libxml2"], lost["lib/html"] }'
