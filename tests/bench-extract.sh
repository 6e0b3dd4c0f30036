#!/usr/bin/env bash
# Measures how well docextract finds the text of articles and of government pages.
# usage: BIN=folder BENCH=folder tests/bench-extract.sh [WORST]     WORST: also print that many of the worst pages
# The articles are those of https://github.com/scrapinghub/article-extraction-benchmark (181 pages, MIT licence): a clone of it
# in $ARTICLES, by default ../shared/data/bench-scrapinghub beside the repository.
set -eu -o pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
ARTICLES=${ARTICLES:-$here/../../shared/data/bench-scrapinghub}
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

if [ -d "$ARTICLES" ]; then
	mkdir "$work/web"
	for page in "$ARTICLES"/html/*.gz; do gzip -dc "$page" >"$work/web/$(basename "$page" .gz)"; done
	articles >"$work/gold.tsv"
	extract "$work/web" >"$work/got.tsv"
	printf 'articles (4-grams of words)\n'
	"$BENCH/score" -p "${1-0}" "$work/gold.tsv" "$work/got.tsv"
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
awk -v show="${1+1}" -f "$here/gold/fields.awk" "$work/gold/gold.tsv" "$work/gold/got.tsv"
