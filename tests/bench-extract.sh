#!/usr/bin/env bash
# Measures how well docextract finds the text of articles and of government pages.
# usage: BIN=folder BENCH=folder [PEERS=no] tests/bench-extract.sh [WORST]     WORST: also print that many of the worst pages, and each miss
# The articles are those of https://github.com/scrapinghub/article-extraction-benchmark (181 pages, MIT licence): a clone of it
# in $ARTICLES, by default ../shared/data/bench-scrapinghub beside the repository. The real pages are those of $REAL/pages and $REAL/fragments,
# whose facts are in tests/gold/real.tsv. Beside ours: @mozilla/readability in jsdom, which npm installs beside the programs that were built,
# unless PEERS is `no`.
set -eu -o pipefail
export LC_ALL=C SHIDIAN_DATA=${SHIDIAN_DATA:-$BIN/../share/shidian}
here=$(cd "$(dirname "$0")" && pwd)
ARTICLES=${ARTICLES:-$here/../../shared/data/bench-scrapinghub}
REAL=${REAL:-$here/../../shared/data}
peers=${BENCH%/*}/peers
work=$(mktemp -d "${TMPDIR:-/tmp}/shidian-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

extract() { # FOLDER: the pages in it, with a column `id` (the name without .html) and those of docextract
	(cd "$1" && printf 'url\n' && printf 'file:///%s\n' *.html) >"$work/sources.tsv"
	rm -rf "$work/store"
	"$BIN/docfetch" --store "$work/store" --file-root "$1" "$work/sources.tsv" |
		awk -F'\t' 'NR == 1 { print "id\turl\trecord\tfetched"; for (i = 1; i <= NF; i++) c[$i] = i; next }
			{ id = $c["url"]; sub(/.*\//, "", id); sub(/\.html$/, "", id); print id "\t" $c["url"] "\t" $c["record"] "\t" $c["fetched"] }' |
		"$BIN/docextract" --store "$work/store"
}
articles() { # the benchmark's truth as `id` and `text`
	node -e 'const all = JSON.parse(require("fs").readFileSync(0, "utf8"));
		const escape = s => s.replace(/[\\\t\n\r]/g, c => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" })[c]);
		console.log("id\ttext");
		for (const id in all) console.log(id + "\t" + escape(all[id].articleBody || ""));' <"$ARTICLES/ground-truth.json"
}

with_peers() { # are they there, or can they be had?
	[ "${PEERS-}" != no ] || return 1
	[ -d "$peers/node_modules/jsdom" ] && [ -d "$peers/node_modules/@mozilla/readability" ] && return
	mkdir -p "$peers"
	npm install --silent --no-audit --no-fund --prefix "$peers" @mozilla/readability@0.6 jsdom >"$work/npm.log" 2>&1 && return
	printf 'readability is not measured: npm cannot install it here\n\n'
	PEERS=no
	return 1
}
readability() { # FOLDER OPTIONS... : its figures by the same measure; the gold texts are those that were scored last
	with_peers || return 0
	(cd "$peers" && node "$here/bench/readability.js" "$1") >"$work/peer.tsv"
	shift
	"$BENCH/score" "$@" "$work/peer.tsv" | sed -n 's/^all         /readability /p'
}

if [ -d "$ARTICLES" ]; then
	mkdir "$work/web"
	for page in "$ARTICLES"/html/*.gz; do gzip -dc "$page" >"$work/web/$(basename "$page" .gz)"; done
	articles >"$work/gold.tsv"
	extract "$work/web" >"$work/got.tsv"
	printf 'articles (4-grams of words)\n'
	"$BENCH/score" -p "${1-0}" "$work/gold.tsv" "$work/got.tsv"
	readability "$work/web" "$work/gold.tsv"
	"$BENCH/tune" "$work/gold.tsv" "$work/web"
else
	printf 'no clone of the article extraction benchmark in %s: articles are not measured\n' "$ARTICLES"
fi

# Government pages of our own making, so that what is true of each is known.
mkdir "$work/gold" "$work/gold/web"
awk -v out="$work/gold" -f "$here/gold/texts.awk" -f "$here/gold/pages.awk"
while read -r page; do
	iconv -f UTF-8 -t GB18030 "$work/gold/web/$page" >"$work/page"
	mv "$work/page" "$work/gold/web/$page"
done <"$work/gold/gb"
extract "$work/gold/web" >"$work/gold/got.tsv"
printf '\ngovernment pages (4-grams of characters)\n'
"$BENCH/score" -c -p "${1-0}" "$work/gold/gold.tsv" "$work/gold/got.tsv" | grep -vE '^(first digit|split) '
readability "$work/gold/web" -c "$work/gold/gold.tsv"
awk -v show="${1+1}" -f "$here/gold/fields.awk" "$work/gold/gold.tsv" "$work/gold/got.tsv"

# Real pages, by facts of their text.
if [ -d "$REAL/pages" ] && [ -d "$REAL/fragments" ]; then
	mkdir "$work/real"
	cp "$REAL"/pages/*.html "$REAL"/fragments/*.html "$work/real"
	extract "$work/real" >"$work/real.tsv"
	printf '\nreal pages (facts of 62 pages and 28 fragments)\n'
	"$BENCH/facts" score ${1+-v} "$here/gold/real.tsv" "$work/real.tsv"
	if with_peers; then
		(cd "$peers" && node "$here/bench/readability.js" "$work/real") >"$work/peer.tsv"
		"$BENCH/facts" score -l readability "$here/gold/real.tsv" "$work/peer.tsv"
	fi
else
	printf 'no real pages in %s: they are not measured\n' "$REAL"
fi
