#!/usr/bin/env bash
# Measures the programs beside what one would use in their place: same input, same run, one core, medians of five.
# usage: BIN=folder BENCH=folder tests/bench.sh
set -eu -o pipefail
export LC_ALL=C
work=$(mktemp -d "${TMPDIR:-/tmp}/shidian-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

median() { # COMMAND: the median of five wall times in seconds, one core, output thrown away
	for _ in 1 2 3 4 5; do
		local from to
		from=$(date +%s%N)
		taskset -c 0 bash -c "$1" >/dev/null
		to=$(date +%s%N)
		echo $((to - from))
	done | sort -n | awk 'NR == 3 { printf "%.3f", $1 / 1e9 }'
}
row() { # LABEL COMMAND BYTES
	local seconds
	seconds=$(median "$2")
	awk -v l="$1" -v s="$seconds" -v b="$3" 'BEGIN { printf "%-44s %8.3f s %8.2f GB/s\n", l, s, b / s / 1e9 }'
}

printf 'machine: %s, %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(uname -sr)"
# 1 GB of rows of 3 kB, a paragraph end every 100 characters or so.
awk 'BEGIN {
	OFS = "\t"; for (i = 0; i < 34; i++) sentence = sentence "各地区各部门要加强组织领导，完善政策措施，扎实推进试点工作。" (i % 3 ? "" : "\\n")
	print "id", "url", "title", "issued", "text"
	for (n = 0; n < 330000; n++) printf "%020d\thttp://a.example/%d\t关于开展试点工作的通知\t2015-05-08\t%s\n", n, n, sentence }' >"$work/rows.tsv"
bytes=$(stat -c %s "$work/rows.tsv")
printf '\nstream of %d MB, rows of 3 kB\n' $((bytes / 1000000))
row 'cat' "cat $work/rows.tsv | cat" "$bytes"
row 'wc -l' "wc -l $work/rows.tsv" "$bytes"
row 'lib/tsv: parse' "$BENCH/stream parse $work/rows.tsv" "$bytes"
row 'lib/tsv: copy with a column more' "$BENCH/stream copy $work/rows.tsv" "$bytes"
row 'lib/tsv: copy, through pipes' "cat $work/rows.tsv | $BENCH/stream copy - | cat" "$bytes"
row 'mawk: print with a column more' "mawk -F'\t' 'BEGIN { OFS = FS } { print \$0, \"\" }' $work/rows.tsv" "$bytes"
rm "$work/rows.tsv"
"$(dirname "$0")/bench-classify.sh"
"$(dirname "$0")/bench-count.sh"
"$(dirname "$0")/bench-pages.sh"
# shellcheck disable=SC2086
"$(dirname "$0")/bench-dedup.sh" ${DOCUMENTS-}
