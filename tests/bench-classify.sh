#!/usr/bin/env bash
# docclassify beside ripgrep and GNU grep: the same text, in turn, one core, medians; the whole process, its table of counts
# written to a file (grep stops at the first match where its output is /dev/null).
# usage: BIN=folder BENCH=folder [BYTES=1500000000] [ROUNDS=5] [DOCUMENTS='stream.tsv ...'] [CLOCK=cpu] tests/bench-classify.sh
#   DOCUMENTS: streams with columns id, title and text, repeated until they have as many bytes; measured too
#   CLOCK: cpu for processor seconds, on a machine that others use; else the seconds that pass
set -eu -o pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
bytes=${BYTES:-1500000000}
rounds=${ROUNDS:-5}
clock=1
[ "${CLOCK-}" != cpu ] || clock=2
work=$(mktemp -d "${TMPDIR:-/tmp}/shidian-classify.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Ten tags, each of a tenth of the keywords. `+` is the one character in the list that means something in a pattern.
lists() { # N
	sed -n "2,$(($1 + 1))p" "$here/bench/keywords.tsv" >"$work/keywords.$1"
	sed 's/+/\\\\+/' "$work/keywords.$1" |
		awk 'BEGIN { OFS = "\t"; print "tag", "field", "pattern" } { print "k" (NR - 1) % 10, "any", $0 }' >"$work/rules.$1"
}
one() { # NAME COMMAND...: adds a line "seconds, processor seconds, KiB" to the file of that name; the output stays in NAME.out
	local name=$1
	shift
	taskset -c 0 "$BENCH/measure" "$work/$name.out" "$@" >>"$work/$name"
}
middle() { # NAME: the median
	awk -v c="$clock" '{ print $c }' "$work/$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
compete() { # N FILE: one row of the table
	local n=$1 file=$2 hits rows
	rm -f "$work"/{ours,rg,all,grep}
	for _ in $(seq "$rounds"); do
		one ours "$BIN/docclassify" --rules "$work/rules.$n" --drop text "$file"
		one rg rg -c -F -f "$work/keywords.$n" "$file"
		one all rg --count-matches -F -f "$work/keywords.$n" "$file"
		one grep grep -cF -f "$work/keywords.$n" "$file"
	done
	read -r hits rows < <(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i ~ /^k[0-9]+$/) c[i]; next }
		{ n = 0; for (i in c) n += $i; hits += n; rows += n > 0 } END { print hits + 0, rows + 0 }' "$work/ours.out")
	if [ "$rows" != "$(cat "$work/rg.out")" ]; then
		printf 'docclassify finds keywords in %s rows, rg in %s\n' "$rows" "$(cat "$work/rg.out")" >&2
		return 1
	fi
	awk -v n="$n" -v b="$(stat -c %s "$file")" -v hits="$hits" -v rows="$rows" -v o="$(middle ours)" -v m="$(sort -k 3n "$work/ours" | tail -n 1 | cut -d ' ' -f 3)" \
		-v r="$(middle rg)" -v a="$(middle all)" -v g="$(middle grep)" 'BEGIN {
		printf "| %d | %.2f s, %.2f GB/s | %.2f s (%.1f) | %.2f s (%.1f) | %.2f s (%.1f) | %.1f MiB | %d in %d rows |\n",
			n, o, b / o / 1e9, r, r / o, a, a / o, g, g / o, m / 1024, hits, rows }'
}
table() { # FILE LABEL
	printf '\n%s, %d MB, medians of %s of %d runs. In brackets: how many times docclassify is faster.\n\n' "$2" \
		$(($(stat -c %s "$1") / 1000000)) "$([ "$clock" = 1 ] && echo time || echo 'processor time')" "$rounds"
	printf '| keywords | docclassify | rg -c -F -f | rg --count-matches -F -f | grep -cF -f | memory of docclassify | found |\n|---|---|---|---|---|---|---|\n'
	wc -l "$1" >"$work/all.out" # into the page cache
	for n in 1 40 400; do
		compete "$n" "$1"
	done
	rm "$1"
}
repeat() { # FILE...: id, title and text of their rows again and again, and a header
	awk -F'\t' 'FNR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } { print $c["id"] "\t" $c["title"] "\t" $c["text"] }' "$@" >"$work/part"
	printf 'id\ttitle\ttext\n'
	for _ in $(seq $((bytes / $(stat -c %s "$work/part")))); do
		cat "$work/part"
	done
}

for n in 1 40 400; do
	lists "$n"
done
"$BENCH/generate" "$here/bench/words.tsv" "$here/../lib/data/divisions.tsv" "$here/bench/keywords.tsv" "$bytes" >"$work/rows.tsv"
table "$work/rows.tsv" 'Chinese text made by chance, rows of 3 kB'
if [ -n "${DOCUMENTS-}" ]; then
	# shellcheck disable=SC2086 # several files
	repeat $DOCUMENTS >"$work/rows.tsv"
	table "$work/rows.tsv" 'Documents, repeated'
fi
